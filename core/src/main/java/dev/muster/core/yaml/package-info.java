/** YAML 1.2 as a tree that knows the file, line and path of each of its nodes. */
@NullMarked
package dev.muster.core.yaml;

import org.jspecify.annotations.NullMarked;
