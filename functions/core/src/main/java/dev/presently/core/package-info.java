/** Types shared by all features: invalid input, failed dependencies, pages, retries. */
@NullMarked
package dev.presently.core;

import org.jspecify.annotations.NullMarked;
