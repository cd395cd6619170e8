/** JSON of requests, events and queue messages. */
@NullMarked
package dev.presently.adapters.json;

import org.jspecify.annotations.NullMarked;
