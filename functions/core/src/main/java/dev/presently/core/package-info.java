/**
 * What every feature of the domain shares: refused input, a failed dependency, a page of a list.
 */
@NullMarked
package dev.presently.core;

import org.jspecify.annotations.NullMarked;
