/** Requests of ours over HTTP, within bounds that no receiver can stretch. */
@NullMarked
package dev.presently.adapters.http;

import org.jspecify.annotations.NullMarked;
