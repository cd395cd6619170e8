/** HTTP requests to receivers and engines, with bounds on time, size and addresses. */
@NullMarked
package dev.presently.adapters.http;

import org.jspecify.annotations.NullMarked;
