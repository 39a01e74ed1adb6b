/** The user's file, muster.yaml, as a value. */
@NullMarked
package dev.muster.core.spec;

import org.jspecify.annotations.NullMarked;
