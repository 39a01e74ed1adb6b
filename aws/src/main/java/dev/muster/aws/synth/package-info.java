/** From a spec and a blueprint to the stacks that carry it out; makes no AWS call. */
@NullMarked
package dev.muster.aws.synth;

import org.jspecify.annotations.NullMarked;
