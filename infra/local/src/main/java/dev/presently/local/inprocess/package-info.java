/** The AWS SDK's HTTP client for services that run in this JVM. */
@NullMarked
package dev.presently.local.inprocess;

import org.jspecify.annotations.NullMarked;
