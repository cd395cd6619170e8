package dev.presently.e2e.house;

import static org.awaitility.Awaitility.await;

import dev.presently.core.delivery.FakeAnswer;
import dev.presently.core.delivery.FakeReceiver;
import java.time.Duration;
import java.util.List;

/** Receivers whose answers make the sender do all that it ever does. */
final class TroubledReceivers implements AutoCloseable {
  private static final FakeAnswer TROUBLE = FakeAnswer.status(500);
  private static final FakeAnswer GONE = FakeAnswer.status(410);
  private static final Permission NEXT_RETRY = new Permission("sqs:SendMessage", "RetryQueue");

  private final FakeReceiver recovering = FakeReceiver.start();
  private final FakeReceiver gone = FakeReceiver.start();
  private final FakeReceiver goneLater = FakeReceiver.start();

  TroubledReceivers() {
    recovering.alwaysAnswer(TROUBLE);
    gone.answer(FakeAnswer.OK);
    gone.alwaysAnswer(GONE);
    goneLater.alwaysAnswer(TROUBLE);
  }

  /** One answers a test quickly before it is gone, so that it is sent to with the others. */
  void register(PlainApi api, String session) {
    for (var receiver : List.of(recovering, goneLater, gone)) {
      String made =
          api.post(
              "/api/webhooks",
              "{'url':'%s','session':'%s','retries':{'attempts':20,'delaySeconds':1,'policy':'constant'}}"
                  .formatted(receiver.url(), session));
      if (receiver.equals(gone)) {
        String id = made.replaceAll(".*\"id\":(\\d+).*", "$1");
        api.post("/api/webhooks/" + id + "/test", "");
      }
    }
  }

  /** Waits until one was retried more than once and recovered, and the others were disabled. */
  void awaitTheirEnds(PlainApi api, Duration deadline) {
    await()
        .atMost(deadline)
        .until(() -> PolicyGuard.permissionsUsedBy("RetryDeliveriesFunction").contains(NEXT_RETRY));
    goneLater.await(3, deadline);
    goneLater.alwaysAnswer(GONE);
    recovering.alwaysAnswer(FakeAnswer.OK);
    recovering.await(recovering.received().size() + 1, deadline);
    await()
        .atMost(deadline)
        .until(() -> api.get("/api/webhooks").split("\"status\":\"disabled\"", -1).length - 1 == 2);
  }

  @Override
  public void close() {
    recovering.close();
    gone.close();
    goneLater.close();
  }
}
