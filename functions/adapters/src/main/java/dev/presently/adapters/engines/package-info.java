/** Reads engines' webhooks as reports about contacts. */
@NullMarked
package dev.presently.adapters.engines;

import org.jspecify.annotations.NullMarked;
