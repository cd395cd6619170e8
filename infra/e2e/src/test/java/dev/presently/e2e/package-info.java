/** Scenarios through a whole deployment, over HTTP, as a caller and a receiver see it. */
@NullMarked
package dev.presently.e2e;

import org.jspecify.annotations.NullMarked;
