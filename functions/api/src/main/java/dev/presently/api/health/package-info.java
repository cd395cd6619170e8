/** Whether the service answers. */
@NullMarked
package dev.presently.api.health;

import org.jspecify.annotations.NullMarked;
