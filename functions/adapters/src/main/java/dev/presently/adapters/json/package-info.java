/** JSON in and out: what callers, receivers and queues read and write. */
@NullMarked
package dev.presently.adapters.json;

import org.jspecify.annotations.NullMarked;
