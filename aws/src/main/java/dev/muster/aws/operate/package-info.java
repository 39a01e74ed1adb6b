/** What operators do day by day with a deployment that is up: commands on instances, logs, numbers, what happened. */
@NullMarked
package dev.muster.aws.operate;

import org.jspecify.annotations.NullMarked;
