/** Operations on sessions: the WhatsApp accounts of the deployment. */
@NullMarked
package dev.presently.api.session;

import org.jspecify.annotations.NullMarked;
