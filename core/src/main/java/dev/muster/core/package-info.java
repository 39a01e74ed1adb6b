/** What is pure: blueprints, specs, validation, plans, cost, progress and reports. Reads files, does no other I/O. */
@NullMarked
package dev.muster.core;

import org.jspecify.annotations.NullMarked;
