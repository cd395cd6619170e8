package dev.presently.api.presence;

import dev.presently.api.InMemoryDeployment;
import dev.presently.core.Examples;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.history.HistoryEntry;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.Report;
import dev.presently.core.session.SessionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A session whose changes are kept as RelayChanges keeps them; each comes a second later. */
public final class HistoryFixture {
  public static final Jid BOB = Jid.phone("5511999990001");
  public static final Jid EVE = Jid.phone("5511999990002");
  public static final Jid GROUP = Jid.parse("120300000001@g.us");

  public final InMemoryDeployment deployment = new InMemoryDeployment();

  public HistoryFixture() {
    deployment.store(Examples.loopback("sales"));
  }

  public void hears(Jid who, Availability what) {
    hears(Report.about(Identity.of(who)).with(what));
  }

  public void hears(Report report) {
    List<ContactRecord> before = records();
    deployment.clock.advance(Duration.ofSeconds(1));
    deployment.report("sales", report);
    for (ContactRecord after : records()) {
      Optional<ContactRecord> old =
          before.stream().filter(record -> record.key().equals(after.key())).findFirst();
      deployment.histories.save(HistoryEntry.between(old, after).stream().toList());
    }
  }

  private List<ContactRecord> records() {
    return deployment.presences.list(new SessionName("sales"), Optional.empty(), 1_000).items();
  }
}
