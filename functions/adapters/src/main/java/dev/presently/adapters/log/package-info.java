/** What a function says about its work: one JSON line each, never a key, a body or a JID. */
@NullMarked
package dev.presently.adapters.log;

import org.jspecify.annotations.NullMarked;
