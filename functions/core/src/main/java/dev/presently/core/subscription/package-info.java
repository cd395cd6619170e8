/** A session's standing wish to be told about a contact. */
@NullMarked
package dev.presently.core.subscription;

import org.jspecify.annotations.NullMarked;
