/** One tree of events for long work; who works never asks whether there is a terminal. */
@NullMarked
package dev.muster.core.progress;

import org.jspecify.annotations.NullMarked;
