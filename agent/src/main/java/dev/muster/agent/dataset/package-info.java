/** Public data of a network, onto a volume: fetched in parts at once, unpacked while it comes, checked as a whole. */
@NullMarked
package dev.muster.agent.dataset;

import org.jspecify.annotations.NullMarked;
