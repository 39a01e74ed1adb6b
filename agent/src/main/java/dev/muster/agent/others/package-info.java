/** What the other slots of the deployment tell. */
@NullMarked
package dev.muster.agent.others;

import org.jspecify.annotations.NullMarked;
