/** What browsers load without a key. */
@NullMarked
package dev.presently.pages;

import org.jspecify.annotations.NullMarked;
