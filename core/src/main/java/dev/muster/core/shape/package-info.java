/** Declared shapes of YAML documents: one definition for checking, binding, help and JSON Schema. */
@NullMarked
package dev.muster.core.shape;

import org.jspecify.annotations.NullMarked;
