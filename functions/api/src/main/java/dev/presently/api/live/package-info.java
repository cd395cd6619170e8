/** The routes of the WebSocket API: live connections of web pages. */
@NullMarked
package dev.presently.api.live;

import org.jspecify.annotations.NullMarked;
