package dev.muster.aws.instance;

import java.time.Instant;

/** A line of a log and when it was written, as far as is known. */
record LogLine(Instant at, String text) {}
