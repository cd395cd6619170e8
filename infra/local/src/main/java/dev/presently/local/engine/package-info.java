/**
 * Stubs of the remote engines, for tests and for trying Presently without a phone. They answer,
 * refuse and post webhooks as the real engines do; they connect to nothing.
 */
@NullMarked
package dev.presently.local.engine;

import org.jspecify.annotations.NullMarked;
