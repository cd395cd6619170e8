/** Secrets that the deployment keeps for itself. */
@NullMarked
package dev.presently.adapters.secrets;

import org.jspecify.annotations.NullMarked;
