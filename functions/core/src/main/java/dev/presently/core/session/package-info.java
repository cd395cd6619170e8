/** Accounts of ours, each with the engine behind it. */
@NullMarked
package dev.presently.core.session;

import org.jspecify.annotations.NullMarked;
