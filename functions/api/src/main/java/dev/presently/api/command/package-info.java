/** Carries out what was asked for with {@code Prefer: respond-async}. */
@NullMarked
package dev.presently.api.command;

import org.jspecify.annotations.NullMarked;
