/** The changes of each contact over time, and the times it was online. */
@NullMarked
package dev.presently.core.history;

import org.jspecify.annotations.NullMarked;
