/** The engines that hold sessions' connections, and the commands that they execute. */
@NullMarked
package dev.presently.core.engine;

import org.jspecify.annotations.NullMarked;
