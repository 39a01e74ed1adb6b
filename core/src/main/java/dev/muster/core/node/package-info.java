/** What one slot runs: its configuration and the rendered services. */
@NullMarked
package dev.muster.core.node;

import org.jspecify.annotations.NullMarked;
