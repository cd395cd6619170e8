/** All that is known of the engine GOWA. */
@NullMarked
package dev.presently.adapters.engines.gowa;

import org.jspecify.annotations.NullMarked;
