/** What outside engines post to us, read as reports about contacts. */
@NullMarked
package dev.presently.adapters.engines;

import org.jspecify.annotations.NullMarked;
