/** Operations on client tokens and their rules. */
@NullMarked
package dev.presently.api.client;

import org.jspecify.annotations.NullMarked;
