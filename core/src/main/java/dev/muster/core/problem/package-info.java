/** What is wrong with a file, collected and reported at once. */
@NullMarked
package dev.muster.core.problem;

import org.jspecify.annotations.NullMarked;
