/** Metrics, alarms and dashboards. */
@NullMarked
package dev.muster.aws.watch;

import org.jspecify.annotations.NullMarked;
