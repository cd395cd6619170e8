/** Operations on accounts of ours. */
@NullMarked
package dev.presently.api.session;

import org.jspecify.annotations.NullMarked;
