/** The one list of AWS calls that an agent makes, and the role made from it. */
@NullMarked
package dev.muster.aws.calls;

import org.jspecify.annotations.NullMarked;
