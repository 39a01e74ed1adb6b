/**
 * What a careful operator would want to know before a deployment: the rows of the Well-Architected checklist, and what
 * experience adds. Pure; what cannot be computed is {@code info}, never {@code passed}.
 */
@NullMarked
package dev.muster.aws.check;

import org.jspecify.annotations.NullMarked;
