/** What moves a node from one state to another, and when it will be in sync. No I/O. */
@NullMarked
package dev.muster.core.state;

import org.jspecify.annotations.NullMarked;
