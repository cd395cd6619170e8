/** All that is known of the engine Titan. */
@NullMarked
package dev.presently.adapters.engines.titan;

import org.jspecify.annotations.NullMarked;
