/** The relay: turns what changed in the tables into events, and ends what nobody renewed. */
@NullMarked
package dev.presently.relay;

import org.jspecify.annotations.NullMarked;
