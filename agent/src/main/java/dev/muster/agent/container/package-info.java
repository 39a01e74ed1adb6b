/** Services that run in containers: command lines as data, for docker and podman. */
@NullMarked
package dev.muster.agent.container;

import org.jspecify.annotations.NullMarked;
