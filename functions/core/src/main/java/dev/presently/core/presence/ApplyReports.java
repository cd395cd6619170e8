package dev.presently.core.presence;

import dev.presently.core.DependencyFailed;
import dev.presently.core.InParallel;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Applies many reports: those about one person in their order, different people side by side. A
 * person's reports stop at the first that fails; then this throws {@link DependencyFailed} when all
 * others are applied, and the same reports again apply the rest.
 */
public final class ApplyReports {
  private final ApplyReport reports;

  public ApplyReports(ApplyReport reports) {
    this.reports = reports;
  }

  /** The keys whose records the reports need, as far as the reports show. */
  public static Set<PresenceKey> keys(SessionName session, Collection<Report> reports) {
    Set<PresenceKey> keys = new HashSet<>();
    for (Report report : reports) {
      Jid contact = report.contact().jid();
      keys.add(new PresenceKey(session, contact, report.group()));
      keys.add(PresenceKey.of(session, contact));
    }
    return keys;
  }

  /** Applies the reports to these records; a record that is not among them is read. */
  public void apply(
      SessionName session, List<Report> all, Map<PresenceKey, ContactRecord> records) {
    InParallel.each(
        byPerson(session, all, records),
        person -> {
          reports.apply(session, person.getFirst(), records);
          person.stream().skip(1).forEach(report -> reports.apply(session, report));
          return person;
        });
  }

  private static Collection<List<Report>> byPerson(
      SessionName session, List<Report> all, Map<PresenceKey, ContactRecord> records) {
    var names = new SameNames();
    for (Report report : all) {
      Identity contact = report.contact();
      Stream<Jid> linked =
          Stream.ofNullable(records.get(PresenceKey.of(session, contact.jid())))
              .map(record -> record.key().contact());
      Stream.concat(linked, contact.lid().stream()).forEach(name -> names.add(contact.jid(), name));
    }
    Map<Jid, List<Report>> people = new LinkedHashMap<>();
    for (Report report : all) {
      people
          .computeIfAbsent(names.first(report.contact().jid()), _ -> new ArrayList<>())
          .add(report);
    }
    return people.values();
  }

  /** Addresses of the same people. */
  private static final class SameNames {
    private final Map<Jid, Jid> earlier = new HashMap<>();

    void add(Jid one, Jid other) {
      Jid first = first(one);
      Jid second = first(other);
      if (!first.equals(second)) {
        earlier.put(second, first);
      }
    }

    Jid first(Jid name) {
      Jid before = earlier.get(name);
      return before == null ? name : first(before);
    }
  }
}
