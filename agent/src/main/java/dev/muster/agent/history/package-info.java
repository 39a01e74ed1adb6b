/** What a node was: a bounded time series and a bounded log of events, in plain files that survive any death. */
@NullMarked
package dev.muster.agent.history;

import org.jspecify.annotations.NullMarked;
