/** A CloudFormation template as values, and its JSON. */
@NullMarked
package dev.muster.aws.template;

import org.jspecify.annotations.NullMarked;
