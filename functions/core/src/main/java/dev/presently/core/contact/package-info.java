/** Who somebody is: addresses, and the two addresses of one person. */
@NullMarked
package dev.presently.core.contact;

import org.jspecify.annotations.NullMarked;
