/** The benchmark: what {@code ./presently bench} measures and prints. */
@NullMarked
package dev.presently.e2e.bench;

import org.jspecify.annotations.NullMarked;
