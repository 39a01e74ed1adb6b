/** Files that are whole or not there. */
@NullMarked
package dev.muster.agent.files;

import org.jspecify.annotations.NullMarked;
