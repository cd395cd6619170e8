/** Operations on API keys, which take the master key, and the authorizer. */
@NullMarked
package dev.presently.api.access;

import org.jspecify.annotations.NullMarked;
