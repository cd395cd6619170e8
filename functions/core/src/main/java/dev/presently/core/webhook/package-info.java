/** Registered receivers: what they want to hear, and how what they hear is signed. */
@NullMarked
package dev.presently.core.webhook;

import org.jspecify.annotations.NullMarked;
