/** Sessions: WhatsApp accounts, each with its engine. */
@NullMarked
package dev.presently.core.session;

import org.jspecify.annotations.NullMarked;
