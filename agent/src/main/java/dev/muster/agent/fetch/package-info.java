/** Files from the network: resumed, checked, bounded in patience. */
@NullMarked
package dev.muster.agent.fetch;

import org.jspecify.annotations.NullMarked;
