/** Events and their delivery to webhooks. */
@NullMarked
package dev.presently.core.delivery;

import org.jspecify.annotations.NullMarked;
