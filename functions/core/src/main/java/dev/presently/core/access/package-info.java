/** Authentication, scopes and rate limits of API keys and client tokens; the master key. */
@NullMarked
package dev.presently.core.access;

import org.jspecify.annotations.NullMarked;
