/** The agent itself: one loop beside one node. */
@NullMarked
package dev.muster.agent.run;

import org.jspecify.annotations.NullMarked;
