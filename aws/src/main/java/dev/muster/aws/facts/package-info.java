/** What is known of AWS offline: regions, instance types, volume limits, each with source and date. */
@NullMarked
package dev.muster.aws.facts;

import org.jspecify.annotations.NullMarked;
