/** The health check. */
@NullMarked
package dev.presently.api.health;

import org.jspecify.annotations.NullMarked;
