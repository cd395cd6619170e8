/** Live connections: who watches which chats, and what is pushed to them. */
@NullMarked
package dev.presently.core.live;

import org.jspecify.annotations.NullMarked;
