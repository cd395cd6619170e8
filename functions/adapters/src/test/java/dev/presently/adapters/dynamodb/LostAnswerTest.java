package dev.presently.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.adapters.settings.AwsClients;
import dev.presently.core.DependencyFailed;
import dev.presently.core.Examples;
import dev.presently.core.TestClock;
import dev.presently.core.access.KeyId;
import dev.presently.core.access.RateLimit;
import dev.presently.core.access.RequestCounter;
import dev.presently.core.access.RequestCounts;
import dev.presently.core.delivery.Delivery;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.DeliveryStatus;
import dev.presently.core.delivery.Lane;
import dev.presently.core.idempotency.Fingerprint;
import dev.presently.core.idempotency.IdempotencyKey;
import dev.presently.core.idempotency.IdempotencyStore;
import dev.presently.core.idempotency.IdempotentRequest;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import dev.presently.core.webhook.WebhookId;
import dev.presently.core.webhook.WebhookLimits;
import dev.presently.core.webhook.WebhookStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** DynamoDB writes, and the answer gets lost on its way; the SDK asks again by itself. */
final class LostAnswerTest {
  private static final WebhookId WEBHOOK = new WebhookId(7);
  private static final KeyId KEY = new KeyId("key_00000000000000000000000000000007");
  private static final Instant LATER = TestClock.START.plusSeconds(60);

  private static final DeliveryRecord ENDED =
      new DeliveryRecord(
          Examples.delivery(7, "lane", 1),
          new DeliveryStatus.Delivered(),
          List.of(),
          Optional.empty());

  private final String table = EmbeddedDynamoDb.table();

  @Test
  void aRetriedPutIsOurOwn() {
    try (DynamoDbClient client = losing(1)) {
      var store = new DynamoDbPresenceStore(client, table);
      ContactRecord contact = Examples.contact("shop", "5511999990001");

      assertThat(store.save(contact)).isTrue();
      assertThat(store.save(contact)).isFalse();
    }
  }

  @Test
  void aRetriedTransactionIsOurOwn() {
    try (DynamoDbClient client = losing(1)) {
      var store = new DynamoDbSessionStore(client, table);

      assertThat(store.save(Optional.empty(), Examples.loopback("shop")))
          .isInstanceOf(SessionStore.Result.Saved.class);
    }
  }

  @Test
  void aWebhookWhoseCreationIsRetriedCountsOnce() {
    try (DynamoDbClient client = losing(1)) {
      WebhookStore store = webhooks(client, 2);

      assertThat(store.save(Examples.webhook(1))).isEqualTo(new WebhookStore.Result.Saved());
      assertThat(store.save(Examples.webhook(2))).isEqualTo(new WebhookStore.Result.Saved());
      assertThat(store.save(Examples.webhook(3)))
          .isEqualTo(new WebhookStore.Result.TooManyOfSession(2));
    }
  }

  @Test
  void aWebhookWhoseRemovalIsRetriedFreesOnePlace() {
    WebhookStore before = webhooks(EmbeddedDynamoDb.CLIENT, 2);
    before.save(Examples.webhook(1));
    before.save(Examples.webhook(2));
    try (DynamoDbClient client = losing(2)) {
      WebhookStore store = webhooks(client, 2);

      assertThat(store.remove(new WebhookId(1))).isTrue();
      assertThat(store.save(Examples.webhook(3))).isEqualTo(new WebhookStore.Result.Saved());
      assertThat(store.save(Examples.webhook(4)))
          .isEqualTo(new WebhookStore.Result.TooManyOfSession(2));
    }
  }

  /**
   * Others create and remove webhooks concurrently, and DynamoDB refuses one of two transactions.
   */
  @Test
  void aWebhookIsCreatedAndRemovedInSpiteOfOtherTransactions() {
    var left = new AtomicInteger(2);
    var conflict =
        new ExecutionInterceptor() {
          @Override
          public void beforeTransmission(
              Context.BeforeTransmission context, ExecutionAttributes attributes) {
            if (context.request() instanceof TransactWriteItemsRequest
                && left.getAndDecrement() > 0) {
              throw TransactionCanceledException.builder()
                  .cancellationReasons(
                      List.of(
                          CancellationReason.builder().code("None").build(),
                          CancellationReason.builder().code("TransactionConflict").build()))
                  .awsErrorDetails(
                      AwsErrorDetails.builder().errorCode("TransactionCanceledException").build())
                  .message("injected")
                  .build();
            }
          }
        };
    try (DynamoDbClient client = client(conflict)) {
      WebhookStore store = webhooks(client, 1);

      assertThat(store.save(Examples.webhook(1))).isEqualTo(new WebhookStore.Result.Saved());
      left.set(2);
      assertThat(store.remove(new WebhookId(1))).isTrue();
      assertThat(store.save(Examples.webhook(2))).isEqualTo(new WebhookStore.Result.Saved());
    }
  }

  @Test
  void aRetriedParkWriteIsOurOwn() {
    String deliveries = EmbeddedDynamoDb.deliveryTable();
    try (DynamoDbClient client = losing(1)) {
      var store = new DynamoDbLaneStore(client, deliveries, () -> 7, new TestClock());
      Delivery delivery = Examples.delivery(7, "lane", 1);
      Lane lane =
          Lane.open(delivery.lane(), WEBHOOK).parkedWith(delivery.position(), TestClock.START);

      assertThat(store.save(lane, List.of())).isTrue();
      assertThat(store.save(lane, List.of())).isFalse();
      assertThat(store.find(delivery.lane(), WEBHOOK)).isEqualTo(lane.stored());
    }
  }

  @Test
  void aRetriedEndIsOurOwn() {
    try (DynamoDbClient client = losing(1)) {
      var store =
          new DynamoDbLaneStore(client, EmbeddedDynamoDb.deliveryTable(), () -> 7, new TestClock());

      assertThat(store.noteEnd(ENDED)).contains(ENDED);
    }
  }

  /** It was taken for a fault of DynamoDB, and the attempt was made once more. */
  @Test
  void anEndDuringAnotherTransactionIsNotRecordedYet() {
    var conflict =
        new ExecutionInterceptor() {
          @Override
          public void beforeTransmission(
              Context.BeforeTransmission context, ExecutionAttributes attributes) {
            if (context.request() instanceof PutItemRequest) {
              throw TransactionConflictException.builder()
                  .awsErrorDetails(
                      AwsErrorDetails.builder().errorCode("TransactionConflictException").build())
                  .message("injected")
                  .build();
            }
          }
        };
    try (DynamoDbClient client = client(conflict)) {
      var store =
          new DynamoDbLaneStore(client, EmbeddedDynamoDb.deliveryTable(), () -> 7, new TestClock());

      assertThat(store.noteEnd(ENDED)).isEmpty();
    }
  }

  @Test
  void aRetriedMoveIsOurOwn() {
    try (DynamoDbClient client = losing(1)) {
      var store = new DynamoDbReceiverHealthStore(client, EmbeddedDynamoDb.deliveryTable());

      assertThat(store.ask(WEBHOOK, TestClock.START)).isTrue();
      assertThat(store.ask(WEBHOOK, TestClock.START)).isFalse();
    }
  }

  @Test
  void aRetriedClaimIsOurOwn() {
    try (DynamoDbClient client = losing(1)) {
      var store = new DynamoDbReceiverHealthStore(client, EmbeddedDynamoDb.deliveryTable());

      assertThat(store.claim(WEBHOOK, "a", TestClock.START, LATER)).hasValue(0);
      assertThat(store.claim(WEBHOOK, "b", TestClock.START, LATER)).isEmpty();
    }
  }

  @Test
  void aRetriedReleaseIsOurOwn() {
    String deliveries = EmbeddedDynamoDb.deliveryTable();
    var before = new DynamoDbReceiverHealthStore(EmbeddedDynamoDb.CLIENT, deliveries);
    before.claim(WEBHOOK, "a", TestClock.START, LATER);
    try (DynamoDbClient client = losing(1)) {
      var store = new DynamoDbReceiverHealthStore(client, deliveries);

      assertThat(store.release(WEBHOOK, "a", Optional.of(LATER), 0)).isTrue();
      assertThat(store.claim(WEBHOOK, "b", LATER, LATER.plusSeconds(1))).hasValue(0);
    }
  }

  @Test
  void aRetriedBeginIsOurOwn() {
    try (DynamoDbClient client = losing(1)) {
      var store = new DynamoDbIdempotencyStore(client, table);
      var request = new IdempotentRequest(KEY, "POST", "/api/webhooks", new IdempotencyKey("once"));
      Fingerprint body = Fingerprint.of(new byte[0]);

      assertThat(store.begin(request, body, "a", TestClock.START))
          .isEqualTo(new IdempotencyStore.Result.Begun());
      assertThat(store.begin(request, body, "b", TestClock.START))
          .isEqualTo(new IdempotencyStore.Result.InProgress());
    }
  }

  /** Twice is within the promise; not at all would not be. */
  @Test
  void aRequestWithALostResponseIsCounted() {
    try (DynamoDbClient client = losing(1)) {
      var store = new DynamoDbRequestCounter(client, table);

      assertThat(store.count(KEY, new RateLimit(10), 1, TestClock.START))
          .isEqualTo(
              new RequestCounter.Result.Counted(
                  new RequestCounts(RequestCounts.minuteOf(TestClock.START), 2, 0)));
    }
  }

  @Test
  void ifAllResponsesAreLostTheStoreFails() {
    try (DynamoDbClient client = losing(Integer.MAX_VALUE)) {
      var store = new DynamoDbSessionStore(client, table);

      assertThatThrownBy(() -> store.find(new SessionName("shop")))
          .isInstanceOf(DependencyFailed.class);
    }
  }

  private WebhookStore webhooks(DynamoDbClient client, int perSession) {
    return new DynamoDbWebhookStore(
        client,
        table,
        () -> new WebhookLimits(perSession, 100),
        new JitteredConflictRetry(new SecureRandom(), System::nanoTime));
  }

  private static DynamoDbClient losing(int answers) {
    var left = new AtomicInteger(answers);
    var thief =
        new ExecutionInterceptor() {
          @Override
          public SdkHttpResponse modifyHttpResponse(
              Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            return context.httpResponse().isSuccessful() && left.getAndDecrement() > 0
                ? context.httpResponse().toBuilder().statusCode(500).build()
                : context.httpResponse();
          }
        };
    return client(thief);
  }

  private static DynamoDbClient client(ExecutionInterceptor interceptor) {
    return AwsClients.configure(DynamoDbClient.builder(), "DYNAMODB", EmbeddedDynamoDb.SETTINGS)
        .overrideConfiguration(override -> override.addExecutionInterceptor(interceptor))
        .build();
  }
}
