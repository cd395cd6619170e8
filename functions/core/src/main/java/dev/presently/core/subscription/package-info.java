/** Subscriptions of sessions to contacts. */
@NullMarked
package dev.presently.core.subscription;

import org.jspecify.annotations.NullMarked;
