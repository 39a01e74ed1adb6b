/** What changes against an earlier synth: resource by resource, with what CloudFormation would do and what follows. */
@NullMarked
package dev.muster.aws.diff;

import org.jspecify.annotations.NullMarked;
