package dev.presently.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.Examples;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.PresenceStore;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link IntakeStore}. */
public abstract class IntakeStoreContract {
  private static final SessionName SHOP = new SessionName("shop");
  private static final ContactRecord ANA = Examples.contact("shop", "5511999990001");
  private static final ContactRecord ANAS_LID = Examples.contact("shop", "99@lid");
  private static final String GROUP = "120363025246125016@g.us";

  private IntakeStore store;

  protected abstract IntakeStore create();

  /** The sessions that it reads. */
  protected abstract SessionStore sessions();

  /** The contacts that it reads. */
  protected abstract PresenceStore presences();

  @BeforeEach
  void begin() {
    store = create();
  }

  private ContactRecord stored(PresenceKey key) {
    return presences().find(key).orElseThrow();
  }

  @Test
  void aSessionAndItsContactsAreFound() {
    Session session =
        ((SessionStore.Result.Saved) sessions().save(Optional.empty(), Examples.loopback("shop")))
            .session();
    presences().save(ANA);
    PresenceKey participant = Examples.participant("shop", GROUP, "5511999990001");

    IntakeStore.Found found = store.find(SHOP, Set.of(ANA.key(), participant));

    assertThat(found.session()).contains(session);
    assertThat(found.records())
        .containsEntry(ANA.key(), stored(ANA.key()))
        .containsEntry(participant, ContactRecord.none(participant));
  }

  @Test
  void withoutASessionThereIsNone() {
    assertThat(store.find(SHOP, Set.of()).session()).isEmpty();
  }

  @Test
  void aLinkedLidLeadsToThePhoneNumber() {
    presences().saveLinked(ANA, Jid.lid("99"), Optional.empty());
    PresenceKey byLid = Examples.participant("shop", GROUP, "99@lid");

    var found = store.find(SHOP, Set.of(ANAS_LID.key(), byLid));

    assertThat(found.records())
        .containsEntry(ANAS_LID.key(), stored(ANA.key()))
        .containsEntry(byLid, ContactRecord.none(byLid));
  }

  @Test
  void allOfManyAreFound() {
    Set<PresenceKey> keys =
        IntStream.range(0, 230)
            .mapToObj(i -> Examples.participant("shop", GROUP, (4711 + i) + "@lid"))
            .collect(Collectors.toSet());
    keys.forEach(key -> presences().save(ContactRecord.none(key)));

    assertThat(store.find(SHOP, keys).records().values())
        .extracting(ContactRecord::key)
        .containsExactlyInAnyOrderElementsOf(keys);
    assertThat(store.find(SHOP, keys).records().values()).noneMatch(each -> each.revision() == 0);
  }
}
