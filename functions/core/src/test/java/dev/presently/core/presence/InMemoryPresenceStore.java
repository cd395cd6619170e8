package dev.presently.core.presence;

import dev.presently.core.Page;
import dev.presently.core.Pages;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Keeps contacts in memory; one call at a time sees and changes them. */
public final class InMemoryPresenceStore implements PresenceStore, ContactDataStore {
  private final Map<SessionName, NavigableMap<String, ContactRecord>> records = new HashMap<>();
  private final Map<PresenceKey, PresenceKey> aliases = new HashMap<>();

  @Override
  public synchronized Optional<ContactRecord> find(PresenceKey key) {
    PresenceKey led = aliases.getOrDefault(key, key);
    return Optional.ofNullable(of(key.session()).get(led.path()));
  }

  @Override
  public synchronized List<ContactRecord> findAll(SessionName session, Collection<Jid> contacts) {
    return contacts.stream()
        .flatMap(contact -> find(PresenceKey.of(session, contact)).stream())
        .distinct()
        .toList();
  }

  @Override
  public synchronized List<ContactRecord> group(SessionName session, Jid group) {
    return of(session).values().stream()
        .filter(record -> record.key().chat().equals(group))
        .toList();
  }

  @Override
  public synchronized Page<ContactRecord> list(
      SessionName session, Optional<String> after, int limit) {
    return Pages.of(of(session), after, limit, record -> record.key().path());
  }

  @Override
  public synchronized boolean save(ContactRecord record) {
    if (aliases.containsKey(record.key()) || !isCurrent(record)) {
      return false;
    }
    put(record);
    return true;
  }

  @Override
  public synchronized boolean saveLinked(
      ContactRecord record, Jid lid, Optional<ContactRecord> former) {
    PresenceKey alias = PresenceKey.of(record.key().session(), lid);
    Optional<ContactRecord> number = former.filter(other -> !other.key().equals(alias));
    boolean isOwn = former.isPresent() && number.isEmpty();
    if (!isCurrent(record)
        || !isCurrent(former.filter(_ -> isOwn).orElseGet(() -> ContactRecord.none(alias)))
        || !(number.isPresent()
            ? isLedTo(alias, number.get())
            : record.key().equals(aliases.getOrDefault(alias, record.key())))) {
      return false;
    }
    of(alias.session()).remove(alias.path());
    aliases.put(alias, record.key());
    number.ifPresent(this::put);
    put(record);
    return true;
  }

  private boolean isLedTo(PresenceKey alias, ContactRecord number) {
    return number.key().equals(aliases.get(alias)) && isCurrent(number);
  }

  @Override
  public synchronized List<Jid> groupsOf(SessionName session, Jid contact) {
    return of(session).values().stream()
        .filter(record -> record.key().contact().equals(contact))
        .flatMap(record -> record.key().group().stream())
        .toList();
  }

  @Override
  public synchronized boolean saveParticipant(
      ContactRecord participant, ContactRecord person, Optional<ContactRecord> former) {
    if (!isCurrent(participant)
        || aliases.containsKey(participant.key())
        || aliases.containsKey(person.key())
        || !isCurrent(person)
        || former.filter(other -> !isCurrent(other)).isPresent()) {
      return false;
    }
    former.ifPresent(
        other -> {
          if (other.key().contact().server() == Jid.Server.LID) {
            of(other.key().session()).remove(other.key().path());
            aliases.put(other.key(), participant.key());
          } else {
            put(other);
            participant
                .presence()
                .flatMap(presence -> presence.identity().lid())
                .map(participant.key()::with)
                .ifPresent(lid -> aliases.put(lid, participant.key()));
          }
        });
    put(participant);
    return true;
  }

  @Override
  public synchronized void removeAll(SessionName session) {
    records.remove(session);
    aliases.keySet().removeIf(key -> key.session().equals(session));
  }

  @Override
  public synchronized ContactRecords of(SessionName session, Set<Jid> addresses) {
    Map<Jid, Jid> links = new HashMap<>();
    Set<PresenceKey> linksInGroups = new HashSet<>();
    aliases.forEach(
        (lid, phone) -> {
          if (lid.session().equals(session)
              && Stream.of(lid.chat(), lid.contact(), phone.contact())
                  .anyMatch(addresses::contains)) {
            if (lid.group().isPresent()) {
              linksInGroups.add(lid);
            } else {
              links.put(lid.contact(), phone.contact());
            }
          }
        });
    return new ContactRecords(
        of(session).values().stream()
            .filter(
                record ->
                    addresses.contains(record.key().chat())
                        || record.addresses().stream().anyMatch(addresses::contains))
            .toList(),
        links,
        linksInGroups);
  }

  @Override
  public synchronized void remove(SessionName session, ContactRecords traces) {
    traces.records().forEach(record -> of(session).remove(record.key().path()));
    traces.links().keySet().forEach(lid -> aliases.remove(PresenceKey.of(session, lid)));
    traces.linksInGroups().forEach(aliases::remove);
  }

  private boolean isCurrent(ContactRecord read) {
    ContactRecord stored = of(read.key().session()).get(read.key().path());
    return read.revision() == (stored == null ? 0 : stored.revision());
  }

  private void put(ContactRecord record) {
    of(record.key().session())
        .put(
            record.key().path(),
            new ContactRecord(
                record.key(),
                record.presence(),
                record.subscription(),
                record.joining(),
                record.revision() + 1));
  }

  private NavigableMap<String, ContactRecord> of(SessionName session) {
    return records.computeIfAbsent(session, _ -> new TreeMap<>());
  }
}
