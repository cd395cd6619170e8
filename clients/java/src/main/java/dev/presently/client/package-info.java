/** What a caller needs around the generated operations of docs/openapi.yaml. */
@NullMarked
package dev.presently.client;

import org.jspecify.annotations.NullMarked;
