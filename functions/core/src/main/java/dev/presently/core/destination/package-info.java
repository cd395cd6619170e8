/** URLs and hosts we may send requests to. */
@NullMarked
package dev.presently.core.destination;

import org.jspecify.annotations.NullMarked;
