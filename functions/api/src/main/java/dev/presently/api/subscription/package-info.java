/** Operations on subscriptions to contacts. */
@NullMarked
package dev.presently.api.subscription;

import org.jspecify.annotations.NullMarked;
