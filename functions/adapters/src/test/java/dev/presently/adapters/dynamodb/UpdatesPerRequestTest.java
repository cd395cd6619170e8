package dev.presently.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.adapters.settings.AwsClients;
import dev.presently.core.TestClock;
import dev.presently.core.access.KeyId;
import dev.presently.core.access.RateLimit;
import dev.presently.core.access.RequestCounter;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What counting a request costs. */
final class UpdatesPerRequestTest {
  private static final KeyId KEY = new KeyId("key_00000000000000000000000000000007");
  private static final RateLimit LIMIT = new RateLimit(10);
  private static final Instant START = TestClock.START;

  private final AtomicInteger calls = new AtomicInteger();
  private final DynamoDbClient client = counting();
  private final String table = EmbeddedDynamoDb.table();
  private final RequestCounter store = new DynamoDbRequestCounter(client, table);

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void aRequestIsOneUpdateEvenWhenAMinuteBegins() {
    for (int second = 0; second < 600; second += 7) {
      assertThat(store.count(KEY, LIMIT, 1, START.plusSeconds(second)))
          .isInstanceOf(RequestCounter.Result.Counted.class);
    }

    assertThat(calls).hasValue(86);
  }

  @Test
  void aMinuteBegunByAnotherInstanceCostsOneMoreUpdate() {
    store.count(KEY, LIMIT, 1, START);
    calls.set(0);
    var other = new DynamoDbRequestCounter(client, table);

    other.count(KEY, LIMIT, 1, START.plusSeconds(1));
    assertThat(calls).hasValue(2);
    other.count(KEY, LIMIT, 1, START.plusSeconds(2));
    assertThat(calls).hasValue(3);
  }

  @Test
  void aKeyKnownToBeAtItsLimitCostsNothing() {
    for (int i = 0; i < 10; i++) {
      store.count(KEY, LIMIT, 1, START);
    }
    calls.set(0);

    for (int i = 0; i < 100; i++) {
      assertThat(store.count(KEY, LIMIT, 1, START.plusSeconds(30)))
          .isInstanceOf(RequestCounter.Result.Full.class);
    }
    assertThat(calls).hasValue(0);
  }

  private DynamoDbClient counting() {
    var counter =
        new ExecutionInterceptor() {
          @Override
          public void beforeExecution(
              Context.BeforeExecution context, ExecutionAttributes attributes) {
            calls.incrementAndGet();
          }
        };
    return AwsClients.configure(DynamoDbClient.builder(), "DYNAMODB", EmbeddedDynamoDb.SETTINGS)
        .overrideConfiguration(override -> override.addExecutionInterceptor(counter))
        .build();
  }
}
