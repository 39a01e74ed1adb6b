package dev.muster.core.blueprint;

import java.util.Optional;

/**
 * Public data of a network to start from.
 *
 * @param url HTTP(S) or S3
 * @param checksum URL of a file with the checksum, or {@code sha256:...}; empty: none is published
 * @param to folder below the volume {@code data}
 */
public record Dataset(String name, String network, String url, Optional<String> checksum, String to) {}
