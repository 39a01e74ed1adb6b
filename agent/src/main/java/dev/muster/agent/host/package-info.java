/** What the machine says: load, memory, disk. */
@NullMarked
package dev.muster.agent.host;

import org.jspecify.annotations.NullMarked;
