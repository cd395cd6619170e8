/** The sender: makes the attempts of deliveries from their queues. */
@NullMarked
package dev.presently.sender;

import org.jspecify.annotations.NullMarked;
