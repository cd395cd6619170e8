/** ElasticMQ's queues with a cost for each message that does not grow with what waits. */
@NullMarked
package dev.presently.local.elasticmq;

import org.jspecify.annotations.NullMarked;
