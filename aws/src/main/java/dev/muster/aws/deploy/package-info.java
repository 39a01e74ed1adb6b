/** Carries plans out on AWS: stacks, what lies in the bucket, what is told while it happens, and how it goes away. */
@NullMarked
package dev.muster.aws.deploy;

import org.jspecify.annotations.NullMarked;
