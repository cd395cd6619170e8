/** Takes the events that engines send. */
@NullMarked
package dev.presently.api.engine;

import org.jspecify.annotations.NullMarked;
