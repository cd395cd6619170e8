/** Where requests of ours may go. */
@NullMarked
package dev.presently.core.destination;

import org.jspecify.annotations.NullMarked;
