/** The sender: takes deliveries from their queue and makes attempts. */
@NullMarked
package dev.presently.sender;

import org.jspecify.annotations.NullMarked;
