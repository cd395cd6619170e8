/** What the environment tells a function, and the clients that follow from it. */
@NullMarked
package dev.presently.adapters.settings;

import org.jspecify.annotations.NullMarked;
