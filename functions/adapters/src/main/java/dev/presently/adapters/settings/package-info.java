/** Settings from the environment, and AWS client configuration. */
@NullMarked
package dev.presently.adapters.settings;

import org.jspecify.annotations.NullMarked;
