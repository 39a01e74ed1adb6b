/** Serves releases of stand-ins on this machine, and makes blueprints that fetch them from there. */
@NullMarked
package dev.muster.testnodes.standin;

import org.jspecify.annotations.NullMarked;
