package dev.presently.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.PresenceStore;
import dev.presently.core.presence.PresenceStoreContract;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DynamoDbPresenceStoreTest extends PresenceStoreContract {
  private final String table = EmbeddedDynamoDb.table();

  @Override
  protected PresenceStore create() {
    return new DynamoDbPresenceStore(EmbeddedDynamoDb.CLIENT, table);
  }

  @Test
  void anInterruptedRemovalDoesNotLockTheLidOut() {
    PresenceStore store = create();
    ContactRecord phone = Examples.contact("shop", "5511999990001");
    ContactRecord lid = Examples.contact("shop", "99@lid");
    store.saveLinked(phone, Jid.lid("99"), Optional.empty());
    EmbeddedDynamoDb.CLIENT.deleteItem(
        delete -> delete.tableName(table).key(ContactItems.key(phone.key()).attributes()));

    assertThat(store.find(lid.key())).isEmpty();
    assertThat(store.save(lid)).isFalse();
    assertThat(store.save(lid)).isTrue();
    assertThat(store.find(lid.key()).map(ContactRecord::key)).contains(lid.key());
  }

  @Test
  void anInterruptedRemovalDoesNotKeepTheLidFromAnotherNumber() {
    PresenceStore store = create();
    ContactRecord removed = Examples.contact("shop", "5511999990001");
    ContactRecord number = Examples.contact("shop", "5511999990002");
    store.saveLinked(removed, Jid.lid("99"), Optional.empty());
    EmbeddedDynamoDb.CLIENT.deleteItem(
        delete -> delete.tableName(table).key(ContactItems.key(removed.key()).attributes()));

    assertThat(store.saveLinked(number, Jid.lid("99"), Optional.empty())).isFalse();
    assertThat(store.saveLinked(number, Jid.lid("99"), Optional.empty())).isTrue();
    assertThat(store.find(Examples.contact("shop", "99@lid").key()).map(ContactRecord::key))
        .contains(number.key());
  }
}
