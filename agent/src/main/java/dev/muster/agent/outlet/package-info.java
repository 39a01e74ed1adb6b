/** Where an agent tells of its node besides its own files: the cloud that its machine is part of. */
@NullMarked
package dev.muster.agent.outlet;

import org.jspecify.annotations.NullMarked;
