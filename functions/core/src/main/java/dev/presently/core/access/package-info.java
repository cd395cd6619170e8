/** Who may call us, and how often. */
@NullMarked
package dev.presently.core.access;

import org.jspecify.annotations.NullMarked;
