/** All that is known of the engine wppconnect-server. */
@NullMarked
package dev.presently.adapters.engines.wppconnect;

import org.jspecify.annotations.NullMarked;
