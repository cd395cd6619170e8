/** The ports of a deployment in AWS. */
@NullMarked
package dev.presently.adapters.wiring;

import org.jspecify.annotations.NullMarked;
