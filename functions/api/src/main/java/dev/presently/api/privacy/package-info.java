/** Export and erasure of the data held about one contact. */
@NullMarked
package dev.presently.api.privacy;

import org.jspecify.annotations.NullMarked;
