/** Unpacks gzip by the system's libz, from the start or from the midst of a member on. */
@NullMarked
package dev.muster.agent.packing.gzip;

import org.jspecify.annotations.NullMarked;
