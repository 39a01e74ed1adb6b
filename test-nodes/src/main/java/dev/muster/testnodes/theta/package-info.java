/** Stands in for Theta's edge launcher and what it starts. */
@NullMarked
package dev.muster.testnodes.theta;

import org.jspecify.annotations.NullMarked;
