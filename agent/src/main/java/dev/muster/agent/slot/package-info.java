/** What lies in a slot's folder. */
@NullMarked
package dev.muster.agent.slot;

import org.jspecify.annotations.NullMarked;
