/** API keys under the master key, and the authorizer that knows them. */
@NullMarked
package dev.presently.api.access;

import org.jspecify.annotations.NullMarked;
