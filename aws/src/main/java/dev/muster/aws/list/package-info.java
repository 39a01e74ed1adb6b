/** What is known of AWS offline, as lists for people and programs. */
@NullMarked
package dev.muster.aws.list;

import org.jspecify.annotations.NullMarked;
