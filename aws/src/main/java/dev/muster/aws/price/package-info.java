/** What things cost on AWS: figures as data, each with its unit, the place it was read and the date. */
@NullMarked
package dev.muster.aws.price;

import org.jspecify.annotations.NullMarked;
