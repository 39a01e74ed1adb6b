/** What a deployment costs a month: counted from its templates, priced from the table of figures. Pure. */
@NullMarked
package dev.muster.aws.cost;

import org.jspecify.annotations.NullMarked;
