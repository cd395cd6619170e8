/** Repeated requests that are executed once. */
@NullMarked
package dev.presently.core.idempotency;

import org.jspecify.annotations.NullMarked;
