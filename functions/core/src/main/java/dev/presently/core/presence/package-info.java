/** What we hold to be true of a contact now, and the rules by which a report changes it. */
@NullMarked
package dev.presently.core.presence;

import org.jspecify.annotations.NullMarked;
