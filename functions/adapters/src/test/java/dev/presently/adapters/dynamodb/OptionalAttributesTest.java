package dev.presently.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import dev.presently.core.TestClock;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.session.EngineState;
import dev.presently.core.session.Session;
import dev.presently.core.subscription.Subscription;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items without the attributes that came later are written and read as before. */
class OptionalAttributesTest {
  @Test
  void aSessionWhoseEngineSaidNothingHasNoAttributesOfIt() {
    Map<String, AttributeValue> item =
        SessionItems.write(Examples.remote("shop", "+5511999990001")).attributes();

    assertThat(item.keySet())
        .containsExactlyInAnyOrder(
            "pk",
            "sk",
            "state",
            "engineType",
            "engineUrl",
            "engineSession",
            "engineApiKey",
            "engineWebhookSecret",
            "phoneNumber",
            "createdAt",
            "updatedAt");
    assertThat(stored(item)).map(Session::engineState).contains(EngineState.NONE);
  }

  @Test
  void aSubscriptionThatNobodyWasAskedForHasNoAttributesOfIt() {
    ContactRecord record =
        Examples.contact("shop", "5511999990001").with(Subscription.begin(TestClock.START));
    Map<String, AttributeValue> item = ContactItems.write(record).attributes();

    assertThat(item.keySet()).containsExactlyInAnyOrder("pk", "sk", "subscribedAt", "renewedAt");
    assertThat(ContactItems.read(revised(item)).flatMap(ContactRecord::subscription))
        .isEqualTo(record.subscription());
  }

  private static Optional<Session> stored(Map<String, AttributeValue> item) {
    return SessionItems.read(revised(item));
  }

  private static Map<String, AttributeValue> revised(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> revised = new HashMap<>(item);
    revised.put(Revision.REVISION, AttributeValue.fromN("1"));
    return revised;
  }
}
