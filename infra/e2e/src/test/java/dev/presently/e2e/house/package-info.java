/** The rules that the repository itself keeps: names, one wiring, a safe template. */
@NullMarked
package dev.presently.e2e.house;

import org.jspecify.annotations.NullMarked;
