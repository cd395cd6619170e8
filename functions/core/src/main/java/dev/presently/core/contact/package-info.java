/** Contacts: their addresses and identities. */
@NullMarked
package dev.presently.core.contact;

import org.jspecify.annotations.NullMarked;
