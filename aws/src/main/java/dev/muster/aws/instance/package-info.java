/** What an agent does with AWS on the instance it runs on; behind interfaces of the agent, which knows no AWS. */
@NullMarked
package dev.muster.aws.instance;

import org.jspecify.annotations.NullMarked;
