/** Operations on webhooks and their deliveries. */
@NullMarked
package dev.presently.api.webhook;

import org.jspecify.annotations.NullMarked;
