/** Certificates that are made here. */
@NullMarked
package dev.muster.aws.tls;

import org.jspecify.annotations.NullMarked;
