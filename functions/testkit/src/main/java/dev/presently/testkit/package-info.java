/** The ports in memory, what every adapter of a port must keep to, and values for tests. */
@NullMarked
package dev.presently.testkit;

import org.jspecify.annotations.NullMarked;
