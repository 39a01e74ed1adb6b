/** The process beside a node: prepares, starts, watches, reports, stops. */
@NullMarked
package dev.muster.agent;

import org.jspecify.annotations.NullMarked;
