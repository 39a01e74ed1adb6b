/** The AWS target: templates, change sets, images, quotas and prices. */
@NullMarked
package dev.muster.aws;

import org.jspecify.annotations.NullMarked;
