/** Structured logging: one JSON line per message, without keys, bodies or JIDs. */
@NullMarked
package dev.presently.adapters.log;

import org.jspecify.annotations.NullMarked;
