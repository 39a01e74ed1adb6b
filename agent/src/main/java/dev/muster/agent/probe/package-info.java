/**
 * Asks a node how it is. Has its own small HTTP client: the JDK's does not bound the time of a body before release 26,
 * HttpURLConnection bounds each read and not the whole, and both keep threads or connections; this one holds nothing
 * between calls and ends each at an exact time, however slowly bytes drip.
 */
@NullMarked
package dev.muster.agent.probe;

import org.jspecify.annotations.NullMarked;
