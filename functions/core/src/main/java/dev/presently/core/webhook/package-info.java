/** Webhooks: their settings, filters and signing keys. */
@NullMarked
package dev.presently.core.webhook;

import org.jspecify.annotations.NullMarked;
