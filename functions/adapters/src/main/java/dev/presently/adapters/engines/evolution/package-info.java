/** All that is known of the engine Evolution API v2. */
@NullMarked
package dev.presently.adapters.engines.evolution;

import org.jspecify.annotations.NullMarked;
