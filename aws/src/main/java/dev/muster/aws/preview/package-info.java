/** A deployment on AWS before anything is called: what is made, what it costs, what is wrong with it. */
@NullMarked
package dev.muster.aws.preview;

import org.jspecify.annotations.NullMarked;
