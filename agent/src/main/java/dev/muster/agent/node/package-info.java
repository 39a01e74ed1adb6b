/** The programs of one node together: their order, their files, their credentials. */
@NullMarked
package dev.muster.agent.node;

import org.jspecify.annotations.NullMarked;
