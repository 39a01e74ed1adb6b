/** The files that are a node's self: copied once to where they outlive its volume, put back on an empty one. */
@NullMarked
package dev.muster.agent.identity;

import org.jspecify.annotations.NullMarked;
