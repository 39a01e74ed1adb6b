/** What a spec must fulfil to run on AWS, told before any call. */
@NullMarked
package dev.muster.aws.rules;

import org.jspecify.annotations.NullMarked;
