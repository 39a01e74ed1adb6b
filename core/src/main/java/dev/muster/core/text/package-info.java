/** Strict templates and words for people. */
@NullMarked
package dev.muster.core.text;

import org.jspecify.annotations.NullMarked;
