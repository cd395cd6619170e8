package dev.presently.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.adapters.settings.AwsAccess;
import dev.presently.core.DependencyFailed;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import dev.presently.testkit.Examples;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** DynamoDB writes, and the answer gets lost on its way; the SDK asks again by itself. */
final class LostAnswerTest {
  private final String table = EmbeddedDynamoDb.table();

  @Test
  void ourOwnWriteIsNotSomebodyElses() {
    try (DynamoDbClient client = losing(1)) {
      var store = new DynamoDbPresenceStore(client, table);
      ContactRecord contact = Examples.contact("shop", "5511999990001");

      assertThat(store.save(contact)).isTrue();
      assertThat(store.save(contact)).isFalse();
    }
  }

  @Test
  void ourOwnTransactionIsNotSomebodyElses() {
    try (DynamoDbClient client = losing(1)) {
      var store = new DynamoDbSessionStore(client, table);

      assertThat(store.save(Optional.empty(), Examples.loopback("shop")))
          .isInstanceOf(SessionStore.Result.Saved.class);
    }
  }

  @Test
  void whenAllAnswersAreLostTheStoreHasFailed() {
    try (DynamoDbClient client = losing(Integer.MAX_VALUE)) {
      var store = new DynamoDbSessionStore(client, table);

      assertThatThrownBy(() -> store.find(new SessionName("shop")))
          .isInstanceOf(DependencyFailed.class);
    }
  }

  private static DynamoDbClient losing(int answers) {
    var left = new AtomicInteger(answers);
    var thief =
        new ExecutionInterceptor() {
          @Override
          public SdkHttpResponse modifyHttpResponse(
              Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            return left.getAndDecrement() > 0
                ? context.httpResponse().toBuilder().statusCode(500).build()
                : context.httpResponse();
          }
        };
    return AwsAccess.configure(DynamoDbClient.builder(), "DYNAMODB", EmbeddedDynamoDb.SETTINGS)
        .overrideConfiguration(override -> override.addExecutionInterceptor(thief))
        .build();
  }
}
