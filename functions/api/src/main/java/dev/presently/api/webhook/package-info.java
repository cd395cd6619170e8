/** Operations on registered receivers. */
@NullMarked
package dev.presently.api.webhook;

import org.jspecify.annotations.NullMarked;
