/** All that is known of the engine wuzapi. */
@NullMarked
package dev.presently.adapters.engines.wuzapi;

import org.jspecify.annotations.NullMarked;
