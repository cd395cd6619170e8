/** Commands to sessions, queued or direct, and their results. */
@NullMarked
package dev.presently.core.command;

import org.jspecify.annotations.NullMarked;
