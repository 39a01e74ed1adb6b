/** Programs of the operating system: known by pid and start, signalled, adopted. */
@NullMarked
package dev.muster.agent.process;

import org.jspecify.annotations.NullMarked;
