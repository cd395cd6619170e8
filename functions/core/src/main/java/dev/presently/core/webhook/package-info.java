/** Registered receivers: the events they ask for, and how their events are signed. */
@NullMarked
package dev.presently.core.webhook;

import org.jspecify.annotations.NullMarked;
