package dev.presently.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.core.DependencyFailed;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.ContactDataStore;
import dev.presently.core.presence.ContactDataStoreContract;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.PresenceStore;
import dev.presently.core.session.SessionName;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

final class DynamoDbContactDataStoreTest extends ContactDataStoreContract {
  private final String table = EmbeddedDynamoDb.table();

  @Override
  protected ContactDataStore traces() {
    return new DynamoDbContactDataStore(EmbeddedDynamoDb.CLIENT, table);
  }

  @Override
  protected PresenceStore store() {
    return new DynamoDbPresenceStore(EmbeddedDynamoDb.CLIENT, table);
  }

  @Test
  void anInterruptedRemovalIsCompletedByItsRepetition() {
    var shop = new SessionName("shop");
    Jid phone = Jid.phone("5511999990001");
    ContactRecord person = ContactRecord.none(PresenceKey.of(shop, phone));
    for (int i = 10; i < 40; i++) {
      var key = new PresenceKey(shop, phone, Optional.of(Jid.parse("12036300" + i + "@g.us")));
      assertThat(store().saveParticipant(ContactRecord.none(key), person, Optional.empty()))
          .isTrue();
    }

    var interrupted = new DynamoDbContactDataStore(failingAtTheSecondBatch(), table);
    assertThatThrownBy(() -> interrupted.remove(shop, traces().of(shop, Set.of(phone))))
        .isInstanceOf(DependencyFailed.class);
    traces().remove(shop, traces().of(shop, Set.of(phone)));

    assertThat(store().groupsOf(shop, phone)).isEmpty();
  }

  private static DynamoDbClient failingAtTheSecondBatch() {
    var batches = new AtomicInteger();
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            DynamoDbClient.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (_, method, arguments) -> {
              if (method.getName().equals("batchWriteItem") && batches.incrementAndGet() == 2) {
                throw SdkClientException.create("interrupted");
              }
              return method.invoke(EmbeddedDynamoDb.CLIENT, arguments);
            });
  }
}
