/** What somebody who helps needs to see, with the secrets taken out. */
@NullMarked
package dev.muster.cli.bundle;

import org.jspecify.annotations.NullMarked;
