/** What all operations share: the one way in and out of API Gateway, and what is made for them. */
@NullMarked
package dev.presently.api;

import org.jspecify.annotations.NullMarked;
