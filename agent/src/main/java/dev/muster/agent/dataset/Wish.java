package dev.muster.agent.dataset;

import dev.muster.agent.fetch.Checksum;
import dev.muster.core.value.ByteSize;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A dataset that a node shall start from.
 *
 * @param name the blueprint's
 * @param checksum of the archive; empty: none is published
 * @param to folder of the volume that gets it
 * @param needs free space that must be there before anything is fetched
 */
public record Wish(String name, URI from, Optional<Checksum> checksum, Path to, ByteSize needs) {}
