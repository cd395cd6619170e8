/** Operations on standing wishes to be told about a contact. */
@NullMarked
package dev.presently.api.subscription;

import org.jspecify.annotations.NullMarked;
