/** Operations that send and read presence. */
@NullMarked
package dev.presently.api.presence;

import org.jspecify.annotations.NullMarked;
