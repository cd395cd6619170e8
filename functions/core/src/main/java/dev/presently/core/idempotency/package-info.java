/** Requests that may come twice and shall be done once. */
@NullMarked
package dev.presently.core.idempotency;

import org.jspecify.annotations.NullMarked;
