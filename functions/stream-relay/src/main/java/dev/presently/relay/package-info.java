/** The relay: sends events for changes in the tables, and ends activities that expired. */
@NullMarked
package dev.presently.relay;

import org.jspecify.annotations.NullMarked;
