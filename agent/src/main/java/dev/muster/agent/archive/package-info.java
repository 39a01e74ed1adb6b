/** Unpacks archives that may be hostile. */
@NullMarked
package dev.muster.agent.archive;

import org.jspecify.annotations.NullMarked;
