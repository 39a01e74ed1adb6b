/** What happens on an instance, from the built jar, in namespaces of its own. */
package dev.muster.e2e.boot;
