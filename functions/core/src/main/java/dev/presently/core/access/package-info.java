/** Who may call what: API keys, their scopes, and the master key. */
@NullMarked
package dev.presently.core.access;

import org.jspecify.annotations.NullMarked;
