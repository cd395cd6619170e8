package dev.presently.relay;

import static dev.presently.relay.Images.contact;
import static dev.presently.relay.Images.heard;
import static dev.presently.relay.Images.session;
import static dev.presently.relay.Images.webhook;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.presently.adapters.json.JsonReader;
import dev.presently.core.DependencyFailed;
import dev.presently.core.Examples;
import dev.presently.core.delivery.PoisonQueue.Poison;
import dev.presently.core.presence.PresenceStore;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PoisonTest {
  private static final String ANA = "5511999990001@s.whatsapp.net";
  private static final String BOB = "5511999990002@s.whatsapp.net";
  private static final Images POISON = heard(BOB, 1, "dancing");

  private final TestRelay world = new TestRelay();
  private final RequestStreamHandler relay = world.handler();

  @BeforeEach
  void register() {
    world.webhooks.save(Examples.webhook(1));
  }

  @Test
  void aRecordThatCannotBeReadHoldsUpNobodyAndIsKeptWholeWithItsReason() {
    Stream batch =
        Stream.of()
            .inserted(heard(ANA, 1, "available"))
            .inserted(POISON)
            .inserted(heard(BOB, 1, "available"));

    assertThat(batch.failuresOf(relay)).isEmpty();

    assertThat(world.bodies())
        .satisfiesExactly(
            body -> assertThat(body).contains(ANA), body -> assertThat(body).contains(BOB));
    Poison kept = world.poison.kept().getFirst();
    assertThat(world.poison.kept()).hasSize(1);
    assertThat(kept.table()).isEqualTo("Presence");
    assertThat(kept.sequenceNumber()).isEqualTo("2");
    assertThat(kept.reason())
        .startsWith("IllegalArgumentException: ")
        .endsWith("Availability.DANCING");
    assertThat(JsonReader.read(kept.record()))
        .isEqualTo(JsonReader.object(batch.event()).array("Records").get(1));
  }

  static List<Stream> unreadable() {
    Images ana = heard(ANA, 1, "available");
    Images sales = session("connected");
    return List.of(
        Stream.of().inserted(contact(ANA).with("seq", "seven")),
        Stream.of().inserted(ana.with("began", "long ago")),
        Stream.of().inserted(ana.with("activity", "composing")),
        Stream.of().inserted(ana.with("sk", "nobody")),
        Stream.of().changed(POISON, heard(BOB, 8, "available")),
        Stream.of().registered(sales.with("state", "asleep")),
        Stream.of().registeredAnew(sales, sales.with("createdAt", "once")),
        Stream.of().registeredAnew(webhook(2), webhook(2).with("key", "short")),
        Stream.of().registeredAnew(webhook(2), webhook(2).with("enabled", "maybe")));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void whatOurStoresNeverWriteIsSetAside(Stream batch) {
    assertThat(batch.failuresOf(relay)).isEmpty();
    assertThat(world.poison.kept()).hasSize(1);
    assertThat(world.queue.deliveries()).isEmpty();
  }

  @Test
  void whatCannotBeKeptComesAgainWithAllBehindIt() {
    world.poison.keepOnly(1);

    assertThat(
            Stream.of()
                .inserted(POISON)
                .inserted(heard(ANA, 1, "available"))
                .inserted(POISON)
                .inserted(heard(BOB, 1, "available"))
                .failuresOf(relay))
        .containsExactly("3");
    assertThat(world.bodies()).singleElement().asString().contains(ANA);
    assertThat(world.poison.kept()).hasSize(1);
  }

  @Test
  void nothingIsSetAsideBeforeAllInFrontOfItIsTold() {
    world.queue.takeOnly(0);

    assertThat(Stream.of().inserted(heard(ANA, 1, "available")).inserted(POISON).failuresOf(relay))
        .containsExactly("1");
    assertThat(world.poison.kept()).isEmpty();
  }

  @Test
  void aFaultOfOursIsNoPoison() {
    var broken =
        (PresenceStore)
            Proxy.newProxyInstance(
                PresenceStore.class.getClassLoader(),
                new Class<?>[] {PresenceStore.class},
                (_, _, _) -> {
                  throw new DependencyFailed("the table does not answer");
                });

    assertThat(
            Stream.of()
                .inserted(heard("120363025246125486@g.us#" + ANA, 1, "available"))
                .failuresOf(world.handlerReading(broken)))
        .containsExactly("1");
    assertThat(world.poison.kept()).isEmpty();
  }

  @Test
  void theRemovalOfWhatCannotBeReadTellsNothing() {
    assertThat(Stream.of().removed(POISON).failuresOf(relay)).isEmpty();
    assertThat(world.poison.kept()).isEmpty();
  }

  @Test
  void whatIsKeptCanBeRelayedAgain() {
    Stream.of().inserted(POISON).failuresOf(relay);
    Poison kept = world.poison.kept().getFirst();
    String again = "{\"Records\":[" + kept.record() + "]}";

    assertThat(Invocation.failures(relay, again.getBytes(UTF_8))).isEmpty();
    assertThat(world.poison.kept()).containsExactly(kept, kept);
  }

  @Test
  void theLogSaysWhichRecordItWasAndNothingThatStandsInIt() {
    Images secret = webhook(2).with("key", "a secret").with("events", "a word");

    Stream.of()
        .inserted(POISON)
        .registeredAnew(webhook(2), secret)
        .registered(session("asleep"))
        .record("Registry", Optional.of(secret), Optional.empty())
        .failuresOf(relay);

    assertThat(world.lines())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("a record cannot be read and was set aside")
                    .contains("\"sequenceNumber\":\"1\"")
                    .contains("IllegalArgumentException"))
        .anySatisfy(
            line ->
                assertThat(line).contains("\"records\":4,\"done\":4,\"setAside\":3,\"gaps\":0"));
    assertThat(String.join("\n", world.lines()))
        .doesNotContain(BOB)
        .doesNotContainIgnoringCase("dancing")
        .doesNotContain("a secret")
        .doesNotContain("the key that signs")
        .doesNotContainIgnoringCase("asleep");
  }
}
