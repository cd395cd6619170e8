/** Batch processing for functions that read SQS queues. */
@NullMarked
package dev.presently.adapters.lambda;

import org.jspecify.annotations.NullMarked;
