/** All that is known of the engine Wuzapi. */
@NullMarked
package dev.presently.adapters.engines.wuzapi;

import org.jspecify.annotations.NullMarked;
