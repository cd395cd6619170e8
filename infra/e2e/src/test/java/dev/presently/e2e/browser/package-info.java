/** The pages, as a browser shows them: headless Chromium at a local runner in this JVM. */
@NullMarked
package dev.presently.e2e.browser;

import org.jspecify.annotations.NullMarked;
