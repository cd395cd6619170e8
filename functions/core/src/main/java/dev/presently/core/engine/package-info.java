/** What holds the connection of a session, and what a session can ask of it. */
@NullMarked
package dev.presently.core.engine;

import org.jspecify.annotations.NullMarked;
