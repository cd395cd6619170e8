/** Builds the use cases over their ports. */
@NullMarked
package dev.presently.core.wiring;

import org.jspecify.annotations.NullMarked;
