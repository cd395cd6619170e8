package dev.presently.e2e;

import org.junit.jupiter.api.Test;

class LocalStalePresenceTest {
  @Test
  void onlineThatNobodyConfirmsBecomesUnknownByTime() {
    try (var contact = StalePresence.begin(new LocalDeployment())) {
      contact.becomesUnknown();
    }
  }
}
