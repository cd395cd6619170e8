/** Shared by all operations: API Gateway's requests and answers, the filters and the wiring. */
@NullMarked
package dev.presently.api;

import org.jspecify.annotations.NullMarked;
