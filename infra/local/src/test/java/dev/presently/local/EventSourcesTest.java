package dev.presently.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class EventSourcesTest {
  private static RunnerFixture fixture;

  @BeforeAll
  static void start() {
    fixture = RunnerFixture.inMemory();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @BeforeEach
  void forget() {
    await().until(() -> fixture.runner.backlog() - dead() == 0);
    ScriptedHandler.forget();
  }

  private static long dead() {
    return fixture.runner.depth("LanesDeadLetters.fifo");
  }

  @Test
  void aStreamRecordHasLambdasJson() {
    fixture.put("A", "1");

    await().until(() -> ScriptedHandler.records("RelayFunction").size() == 1);
    var record = ScriptedHandler.records("RelayFunction").getFirst();
    assertThat(record.get("eventSource")).isEqualTo("aws:dynamodb");
    assertThat(record.get("eventName")).isEqualTo("INSERT");
    assertThat(record.get("eventSourceARN")).asString().contains("table/Items/stream/");
    var change = (Map<?, ?>) record.get("dynamodb");
    assertThat(change.get("Keys"))
        .isEqualTo(Map.of("pk", Map.of("S", "A"), "sk", Map.of("S", "1")));
    assertThat(change.get("NewImage")).isEqualTo(change.get("Keys"));
    assertThat(change.get("ApproximateCreationDateTime")).isInstanceOf(Number.class);
    assertThat(change.get("SequenceNumber")).asString().isNotEmpty();
  }

  @Test
  void whatTheFilterRefusesNeverArrives() {
    fixture.put("IGNORED", "1");
    fixture.put("B", "1");

    await().until(() -> !ScriptedHandler.records("RelayFunction").isEmpty());
    assertThat(ScriptedHandler.records("RelayFunction"))
        .extracting(EventSourcesTest::pk)
        .containsExactly("B");
    await().until(() -> fixture.runner.backlog() - dead() == 0);
  }

  @Test
  void aStreamStartsAgainAtTheFailedRecord() {
    var failed = ConcurrentHashMap.<String>newKeySet();
    ScriptedHandler.ANSWERS.put(
        "RelayFunction",
        event ->
            ScriptedHandler.failing(
                ScriptedHandler.recordsOf(event).stream()
                    .filter(one -> sk(one).equals("03") && failed.add("once"))
                    .map(EventSourcesTest::sequence)
                    .toList()));

    IntStream.range(0, 6).forEach(i -> fixture.put("C", "0" + i));

    await()
        .untilAsserted(
            () -> {
              var seen = ScriptedHandler.records("RelayFunction").stream().map(one -> sk(one));
              assertThat(withoutRepeats(seen.toList()))
                  .containsExactly("00", "01", "02", "03", "04", "05");
            });
    await().until(() -> times("03") == 2);
    assertThat(times("02")).isEqualTo(1);
  }

  @Test
  void aPoisonRecordIsGivenUpAloneAndKeptWhole() {
    ScriptedHandler.ANSWERS.put(
        "RelayFunction",
        event -> {
          if (ScriptedHandler.recordsOf(event).stream().anyMatch(one -> sk(one).equals("poison"))) {
            throw new IllegalStateException("poison");
          }
          return Map.of();
        });

    fixture.put("D", "a");
    fixture.put("D", "poison");
    fixture.put("D", "z");

    await().until(() -> fixture.runner.objects("Discarded").size() == 1);
    await()
        .until(
            () ->
                ScriptedHandler.records("RelayFunction").stream()
                    .anyMatch(one -> sk(one).equals("z")));
    var object = fixture.runner.objects("Discarded").entrySet().iterator().next();
    assertThat(object.getKey())
        .matches("aws/lambda/[^/]+/[^/]+/\\d{4}/\\d\\d/\\d\\d/[0-9T.-]{19}-.+");
    var kept = JsonMapper.shared().readTree(object.getValue());
    assertThat(kept.at("/requestContext/condition").asString()).isEqualTo("RetryAttemptsExhausted");
    assertThat(kept.at("/DDBStreamBatchInfo/batchSize").asInt()).isEqualTo(1);
    var payload = JsonMapper.shared().readValue(kept.path("payload").asString(), Map.class);
    assertThat(ScriptedHandler.recordsOf(payload))
        .isSubsetOf(ScriptedHandler.records("RelayFunction"))
        .extracting(EventSourcesTest::sk)
        .containsExactly("poison");
  }

  @Test
  void eachGroupKeepsItsOrder() {
    for (var i = 0; i < 30; i++) {
      for (var lane : List.of("one", "two", "three")) {
        fixture.sendToLane(lane, "%02d".formatted(i));
      }
    }

    await().until(() -> ScriptedHandler.records("SendFunction").size() == 90);
    for (var lane : List.of("one", "two", "three")) {
      assertThat(bodies("SendFunction", lane))
          .containsExactlyElementsOf(IntStream.range(0, 30).mapToObj("%02d"::formatted).toList());
    }
  }

  @Test
  void aFailedMessageHoldsItsGroupOnlyAndEndsInTheDeadLetters() {
    ScriptedHandler.ANSWERS.put(
        "SendFunction",
        event ->
            ScriptedHandler.failing(
                ScriptedHandler.recordsOf(event).stream()
                    .filter(one -> group(one).equals("bad"))
                    .map(one -> (String) one.get("messageId"))
                    .toList()));
    var before = fixture.runner.depth("LanesDeadLetters.fifo");

    fixture.sendToLane("bad", "1");
    fixture.sendToLane("good", "1");

    await().until(() -> bodies("SendFunction", "good").size() == 1);
    await().until(() -> fixture.runner.depth("LanesDeadLetters.fifo") == before + 1);
    assertThat(bodies("SendFunction", "bad")).containsExactly("1", "1");
    var counts =
        ScriptedHandler.records("SendFunction").stream()
            .filter(one -> group(one).equals("bad"))
            .map(one -> ((Map<?, ?>) one.get("attributes")).get("ApproximateReceiveCount"))
            .toList();
    assertThat(counts).isEqualTo(List.of("1", "2"));
  }

  @Test
  void aFunctionThatThrowsGetsTheMessageAgain() {
    var thrown = ConcurrentHashMap.<String>newKeySet();
    ScriptedHandler.ANSWERS.put(
        "ExpireFunction",
        event -> {
          if (thrown.add("once")) {
            throw new IllegalStateException("not now");
          }
          return Map.of();
        });

    sendTimer("again", 0);

    await().until(() -> ScriptedHandler.records("ExpireFunction").size() == 2);
    await().until(() -> fixture.runner.depth("Timers") == 0);
  }

  @Test
  void aDelayedMessageArrivesLater() {
    var sent = System.nanoTime();
    sendTimer("later", 2);

    await().until(() -> ScriptedHandler.records("ExpireFunction").size() == 1);
    assertThat(System.nanoTime() - sent).isGreaterThan(1_500_000_000L);
    var message = ScriptedHandler.records("ExpireFunction").getFirst();
    assertThat(message.get("body")).isEqualTo("later");
    assertThat(message.get("eventSource")).isEqualTo("aws:sqs");
    assertThat(message.get("eventSourceARN"))
        .isEqualTo("arn:aws:sqs:us-east-1:000000000000:Timers");
    assertThat(((Map<?, ?>) message.get("attributes")).get("SentTimestamp")).isNotNull();
  }

  private static long times(String sk) {
    return ScriptedHandler.records("RelayFunction").stream()
        .filter(one -> sk(one).equals(sk))
        .count();
  }

  private static void sendTimer(String body, int delay) {
    fixture
        .clients
        .queues()
        .sendMessage(
            request ->
                request.queueUrl(fixture.queueUrl("Timers")).delaySeconds(delay).messageBody(body));
  }

  private static List<String> bodies(String function, String lane) {
    return ScriptedHandler.records(function).stream()
        .filter(one -> group(one).equals(lane))
        .map(one -> (String) one.get("body"))
        .toList();
  }

  private static String group(Map<?, ?> message) {
    return (String) ((Map<?, ?>) message.get("attributes")).get("MessageGroupId");
  }

  private static String pk(Map<?, ?> record) {
    return key(record, "pk");
  }

  private static String sk(Map<?, ?> record) {
    return key(record, "sk");
  }

  private static String key(Map<?, ?> record, String name) {
    var keys = (Map<?, ?>) ((Map<?, ?>) record.get("dynamodb")).get("Keys");
    return (String) ((Map<?, ?>) keys.get(name)).get("S");
  }

  private static String sequence(Map<?, ?> record) {
    return (String) ((Map<?, ?>) record.get("dynamodb")).get("SequenceNumber");
  }

  private static List<String> withoutRepeats(List<String> all) {
    var first = new ArrayList<String>();
    all.stream().filter(one -> !first.contains(one)).forEach(first::add);
    return first;
  }
}
