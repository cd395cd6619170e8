/** Executes queued commands ({@code Prefer: respond-async}). */
@NullMarked
package dev.presently.api.command;

import org.jspecify.annotations.NullMarked;
