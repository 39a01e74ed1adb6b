/** What happens once before a node is started on a machine of its own. */
@NullMarked
package dev.muster.agent.prepare;

import org.jspecify.annotations.NullMarked;
