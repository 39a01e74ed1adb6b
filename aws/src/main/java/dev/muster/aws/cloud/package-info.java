/** Clients of AWS: who asks, where, and what a refusal means. */
@NullMarked
package dev.muster.aws.cloud;

import org.jspecify.annotations.NullMarked;
