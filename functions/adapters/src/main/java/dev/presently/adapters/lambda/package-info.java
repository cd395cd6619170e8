/** Common to Lambda functions. */
@NullMarked
package dev.presently.adapters.lambda;

import org.jspecify.annotations.NullMarked;
