/** The first boot of an instance, run for real in namespaces of its own. */
package dev.muster.aws.instance;
