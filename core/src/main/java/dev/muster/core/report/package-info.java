/** The one document a node tells of itself. */
@NullMarked
package dev.muster.core.report;

import org.jspecify.annotations.NullMarked;
