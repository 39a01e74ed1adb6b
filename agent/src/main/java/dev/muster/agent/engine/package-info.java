/** The door to the engine that runs containers: what a user without rights may ask of it, and nothing else. */
@NullMarked
package dev.muster.agent.engine;

import org.jspecify.annotations.NullMarked;
