/** Export and erasure of the data of one contact. */
@NullMarked
package dev.presently.core.privacy;

import org.jspecify.annotations.NullMarked;
