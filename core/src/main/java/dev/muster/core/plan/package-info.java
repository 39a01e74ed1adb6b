/** What will be made, changed, replaced and removed. */
@NullMarked
package dev.muster.core.plan;

import org.jspecify.annotations.NullMarked;
