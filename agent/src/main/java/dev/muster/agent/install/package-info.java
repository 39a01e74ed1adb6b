/**
 * Gets a service's program onto this machine, by the first of its blueprint's install methods that fits. What fits is
 * decided first; only then is anything fetched or changed.
 */
@NullMarked
package dev.muster.agent.install;

import org.jspecify.annotations.NullMarked;
