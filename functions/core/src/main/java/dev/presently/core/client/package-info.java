/** What browsers may do with client tokens: a session's rules, tokens, and their limits. */
@NullMarked
package dev.presently.core.client;

import org.jspecify.annotations.NullMarked;
