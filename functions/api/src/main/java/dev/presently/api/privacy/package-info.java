/** What is held about one contact: shown to whoever asks, or erased. */
@NullMarked
package dev.presently.api.privacy;

import org.jspecify.annotations.NullMarked;
