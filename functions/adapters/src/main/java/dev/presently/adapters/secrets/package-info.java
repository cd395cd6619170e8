/** The deployment's secrets. */
@NullMarked
package dev.presently.adapters.secrets;

import org.jspecify.annotations.NullMarked;
