/**
 * Deliveries under faults: whole lives of webhooks in virtual time, and real services that fail.
 * One judge decides after each of them whether what was promised was kept.
 */
@NullMarked
package dev.presently.e2e.chaos;

import org.jspecify.annotations.NullMarked;
