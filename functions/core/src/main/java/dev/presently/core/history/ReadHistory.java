package dev.presently.core.history;

import static java.util.function.Predicate.not;

import dev.presently.core.InParallel;
import dev.presently.core.Page;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.PresenceStore;
import dev.presently.core.session.SessionName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Gatherer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the changes of a person, of a group's participants or of one participant. */
public final class ReadHistory {
  /** At most so many changes are read for the online times of one answer. */
  public static final int MOST_CHANGES = 50_000;

  private static final int LEAST_PAGE = 10;
  private static final int PAGE = 500;

  private final PresenceStore presences;
  private final HistoryStore history;

  public ReadHistory(PresenceStore presences, HistoryStore history) {
    this.presences = presences;
    this.history = history;
  }

  /** Empty if nothing is held of the chat or the participant. */
  public Optional<HistorySubject> find(SessionName session, Jid chat, Optional<Jid> participant) {
    return chat.isGroup()
        ? Optional.of(participants(session, chat, participant))
            .filter(not(List::isEmpty))
            .map(HistorySubject::participants)
        : presences
            .find(PresenceKey.of(session, chat))
            .map(record -> HistorySubject.person(chat, record));
  }

  private List<ContactRecord> participants(
      SessionName session, Jid group, Optional<Jid> participant) {
    Set<Jid> wanted = new HashSet<>();
    participant.ifPresent(
        jid -> {
          wanted.add(jid);
          presences
              .find(PresenceKey.of(session, jid))
              .ifPresent(record -> wanted.addAll(record.addresses()));
        });
    return presences.group(session, group).stream()
        .filter(record -> record.key().group().isPresent())
        .filter(
            record ->
                participant.isEmpty() || record.addresses().stream().anyMatch(wanted::contains))
        .toList();
  }

  /** The changes from {@code from} and before {@code to}, newest first. */
  public Page<HistoryEntry> list(
      Collection<PresenceKey> keys,
      Instant from,
      Instant to,
      Optional<HistoryCursor> after,
      int limit) {
    HistoryPosition first = HistoryPosition.startOf(from);
    HistoryPosition last = HistoryPosition.startOf(to);
    int size = Math.max(LEAST_PAGE, limit / Math.max(1, keys.size()) + 1);
    List<HistoryEntry> found =
        newestFirst(
                keys,
                key ->
                    pages(
                        after
                            .map(cursor -> cursor.next(key))
                            .filter(next -> next.compareTo(last) < 0)
                            .orElse(last),
                        size,
                        upTo -> history.newest(key, first, upTo, size),
                        HistoryPosition::before))
            .limit(limit + 1L)
            .toList();
    return Page.first(found, limit, entry -> HistoryCursor.of(entry).toString());
  }

  /**
   * The online times from {@code from} to {@code to}, which is at most {@code now}; empty if they
   * have more than {@link #MOST_CHANGES}.
   */
  public Optional<OnlineTimes> online(
      HistorySubject subject, Instant from, Instant to, Instant now) {
    List<HistoryEntry> changes = new ArrayList<>();
    for (PresenceKey key : subject.keys()) {
      Iterator<HistoryEntry> entries =
          pages(
              HistoryPosition.startOf(from),
              PAGE,
              since -> history.oldest(key, since, HistoryPosition.LAST, PAGE),
              HistoryPosition::after);
      // The first change after the end shows what was before it.
      for (boolean ends = false; !ends && entries.hasNext(); ) {
        changes.add(entries.next());
        ends = !changes.getLast().position().at().isBefore(to);
        if (changes.size() > MOST_CHANGES) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(OnlineTimes.of(changes, subject.held(), from, to, now));
  }

  /** Merges the keys' entries; their first pages are read side by side. */
  private static Stream<HistoryEntry> newestFirst(
      Collection<PresenceKey> keys, Function<PresenceKey, Iterator<HistoryEntry>> entries) {
    record Next(HistoryEntry entry, Iterator<HistoryEntry> rest) {
      static Stream<Next> of(Iterator<HistoryEntry> rest) {
        return rest.hasNext() ? Stream.of(new Next(rest.next(), rest)) : Stream.empty();
      }
    }
    Function<PresenceKey, List<Next>> first = key -> Next.of(entries.apply(key)).toList();
    var queue =
        new PriorityQueue<Next>(
            Comparator.<Next, HistoryCursor>comparing(next -> HistoryCursor.of(next.entry()))
                .thenComparing(next -> next.entry().key().path()));
    (keys.size() == 1 ? keys.stream().map(first).toList() : InParallel.each(keys, first))
        .forEach(queue::addAll);
    return Stream.generate(queue::poll)
        .takeWhile(Objects::nonNull)
        .peek(next -> Next.of(next.rest()).forEach(queue::add))
        .map(Next::entry)
        .gather(withoutRepetitions());
  }

  /** A phone number may have a change that it took over from its LID. */
  private static Gatherer<HistoryEntry, ?, HistoryEntry> withoutRepetitions() {
    return Gatherer
        .<HistoryEntry, AtomicReference<@Nullable HistoryCursor>, HistoryEntry>ofSequential(
            AtomicReference::new,
            (last, entry, downstream) -> {
              HistoryCursor place = HistoryCursor.of(entry);
              return place.equals(last.getAndSet(place)) || downstream.push(entry);
            });
  }

  /** All entries of a key, one page in memory at a time. */
  private static Iterator<HistoryEntry> pages(
      HistoryPosition start,
      int size,
      Function<HistoryPosition, List<HistoryEntry>> read,
      UnaryOperator<HistoryPosition> beyond) {
    return Stream.iterate(
            read.apply(start),
            not(List::isEmpty),
            page ->
                page.size() < size
                    ? List.<HistoryEntry>of()
                    : read.apply(beyond.apply(page.getLast().position())))
        .flatMap(List::stream)
        .iterator();
  }
}
