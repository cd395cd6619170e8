/** A way to the sender's functions for those who bring ports of their own. */
@NullMarked
package dev.presently.sender;

import org.jspecify.annotations.NullMarked;
