/** SQS queues and the format of their messages. */
@NullMarked
package dev.presently.adapters.sqs;

import org.jspecify.annotations.NullMarked;
