/** Sends to live connections through API Gateway's management API. */
@NullMarked
package dev.presently.adapters.live;

import org.jspecify.annotations.NullMarked;
