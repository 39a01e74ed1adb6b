/** A blueprint: the folder that says how to run one kind of node. */
@NullMarked
package dev.muster.core.blueprint;

import org.jspecify.annotations.NullMarked;
