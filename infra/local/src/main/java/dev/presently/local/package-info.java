/** The local runner: reads template.yaml and drives the Lambda handlers over embedded services. */
@NullMarked
package dev.presently.local;

import org.jspecify.annotations.NullMarked;
