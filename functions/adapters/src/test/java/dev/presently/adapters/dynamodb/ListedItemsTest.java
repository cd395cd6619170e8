package dev.presently.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import dev.presently.core.Page;
import dev.presently.core.TestClock;
import dev.presently.core.access.ApiKey;
import dev.presently.core.access.Grant;
import dev.presently.core.access.KeyTexts;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListedItemsTest {
  private final String name = EmbeddedDynamoDb.registryTable();
  private final Table table = new Table(EmbeddedDynamoDb.CLIENT, name);
  private final DynamoDbSessionStore sessions =
      new DynamoDbSessionStore(EmbeddedDynamoDb.CLIENT, name);
  private final DynamoDbKeyStore keys = new DynamoDbKeyStore(EmbeddedDynamoDb.CLIENT, name);

  /** Requests with random keys throttled the one partition of all sessions and keys. */
  @Test
  void everySessionAndEveryKeyHasAPartitionOfItsOwn() {
    create("shop");
    ApiKey key = createKey();

    assertThat(partition("SESSION#shop")).hasSize(1);
    assertThat(partition("KEY#" + key.id())).hasSize(1);
    assertThat(partition("SESSIONS")).containsExactly(SessionItems.LISTED.row("shop"));
    assertThat(partition("KEYS")).containsExactly(Item.at(new ItemKey("KEYS", key.id().value())));
  }

  @Test
  void aRemovalTakesTheRowAlong() {
    sessions.remove(create("shop"));
    keys.remove(createKey().id());

    assertThat(partition("SESSIONS")).isEmpty();
    assertThat(partition("KEYS")).isEmpty();
  }

  @Test
  void aChangeLeavesTheRowAlone() {
    Session session = create("shop");
    table.delete(SessionItems.LISTED.rowKey("shop"));

    sessions.save(
        Optional.of(session), session.withStatus(SessionStatus.CONNECTED, TestClock.START));

    assertThat(partition("SESSIONS")).isEmpty();
  }

  @Test
  void aListSkipsWhatWasRemovedAfterItsRowWasRead() {
    create("a");
    Session kept = create("b");
    table.delete(SessionItems.LISTED.key("a"));

    assertThat(sessions.list(Optional.empty(), 1))
        .isEqualTo(new Page<>(List.of(), Optional.of("a")));
    assertThat(Page.each(after -> sessions.list(after, 1))).containsExactly(kept);
  }

  private Session create(String session) {
    sessions.save(Optional.empty(), Examples.loopback(session));
    return sessions.find(Examples.loopback(session).name()).orElseThrow();
  }

  private ApiKey createKey() {
    ApiKey key =
        ApiKey.create(
            KeyTexts.text(1).hash(),
            "CRM",
            Grant.everything(),
            600,
            TestClock.START,
            Optional.empty());
    keys.save(key);
    return key;
  }

  private List<Item> partition(String pk) {
    return table.page(pk, Optional.empty(), 10, Optional::of).items();
  }
}
