/** Events, and bringing one event to one webhook. */
@NullMarked
package dev.presently.core.delivery;

import org.jspecify.annotations.NullMarked;
