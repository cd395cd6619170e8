/** All that is known of the engine Waha. */
@NullMarked
package dev.presently.adapters.engines.waha;

import org.jspecify.annotations.NullMarked;
