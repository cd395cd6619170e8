/** All that is known of the engine evolution-go. */
@NullMarked
package dev.presently.adapters.engines.evolutiongo;

import org.jspecify.annotations.NullMarked;
