/** All that is held of one contact: gathered for whoever asks, or forgotten. */
@NullMarked
package dev.presently.core.privacy;

import org.jspecify.annotations.NullMarked;
