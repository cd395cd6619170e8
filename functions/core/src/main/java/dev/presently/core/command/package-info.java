/** What a session is told to do later, and what became of it. */
@NullMarked
package dev.presently.core.command;

import org.jspecify.annotations.NullMarked;
