/** Queues on SQS, and what their messages look like. */
@NullMarked
package dev.presently.adapters.sqs;

import org.jspecify.annotations.NullMarked;
