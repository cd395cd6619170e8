/** Tests of the stub engines. */
@NullMarked
package dev.presently.local.engine;

import org.jspecify.annotations.NullMarked;
