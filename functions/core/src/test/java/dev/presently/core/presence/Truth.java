package dev.presently.core.presence;

import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What must be shown after some reports: of each person, in each chat, the newest of each fact that
 * was told, whichever address it was told under. An address that comes to a person brings along
 * what was told under it.
 */
final class Truth {
  private record Told<T>(Instant at, T value) {
    static <T> Optional<Told<T>> newest(Optional<Told<T>> one, Optional<Told<T>> other) {
      return Stream.of(one, other)
          .flatMap(Optional::stream)
          .max(Comparator.comparing((Told<T> told) -> told.at()));
    }

    /** Told later than this, whatever the engine's time. */
    static <T> Optional<Told<T>> next(Optional<Told<T>> held, Optional<Told<T>> told) {
      return told.map(
              it ->
                  held.filter(old -> old.at.isAfter(it.at))
                      .map(old -> new Told<>(old.at, it.value))
                      .orElse(it))
          .or(() -> held);
    }
  }

  private record Place(Jid holder, Optional<Jid> group) {}

  private record Known(
      Optional<Told<Availability>> availability,
      Optional<Told<Optional<TimedActivity>>> typing,
      Optional<Told<LastSeen>> lastSeen,
      Optional<Instant> heard,
      Set<String> events) {
    static final Known NOTHING =
        new Known(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Set.of());

    Known and(Known other) {
      Set<String> all = new HashSet<>(events);
      all.addAll(other.events);
      Known both =
          new Known(
              Told.newest(availability, other.availability),
              Told.newest(typing, other.typing),
              Told.newest(lastSeen, other.lastSeen),
              FactTimes.later(heard, other.heard),
              all);
      return both.isUnavailable() ? both.withoutActivity() : both;
    }

    private Known withoutActivity() {
      return new Known(
          availability,
          typing.map(told -> new Told<>(told.at(), Optional.empty())),
          lastSeen,
          heard,
          events);
    }

    Known left() {
      return new Known(Optional.empty(), Optional.empty(), Optional.empty(), heard, events);
    }

    boolean hasHeard(Report report) {
      return report.eventId().filter(events::contains).isPresent()
          || report.at().filter(at -> heard.filter(at::isBefore).isPresent()).isPresent();
    }

    Optional<Activity> activity(Instant now) {
      return typing
          .flatMap(Told::value)
          .filter(timed -> !timed.isExpired(now))
          .map(TimedActivity::activity);
    }

    private boolean isUnavailable() {
      return availability.filter(told -> told.value() == Availability.UNAVAILABLE).isPresent();
    }

    LastSeen seen() {
      return lastSeen.map(Told::value).orElse(LastSeen.UNKNOWN);
    }

    PresenceState state(Instant now) {
      return activity(now)
          .map(Activity::state)
          .or(() -> availability.map(Told::value).map(Availability::state))
          .orElse(PresenceState.UNKNOWN);
    }
  }

  private final Map<Jid, Jid> numbers = new HashMap<>();
  private final Map<Jid, Jid> lids = new HashMap<>();
  private final Map<Jid, Instant> linkedAt = new HashMap<>();
  private final Map<Place, Known> known = new HashMap<>();

  private Truth copy() {
    Truth copy = new Truth();
    copy.numbers.putAll(numbers);
    copy.lids.putAll(lids);
    copy.linkedAt.putAll(linkedAt);
    copy.known.putAll(known);
    return copy;
  }

  /** After this report. */
  Truth after(Report report, Instant now) {
    Truth next = afterLink(report, now);
    next.tell(new Place(next.holder(report), report.group()), report, now);
    return next;
  }

  /** After only the addresses of this report are linked. */
  Truth afterLink(Report report, Instant now) {
    Truth next = copy();
    Jid holder = holder(report);
    Optional<Jid> lid = report.contact().lid().filter(_ -> holder.server() == Jid.Server.PHONE);
    Optional<Jid> current = Optional.ofNullable(lids.get(holder));
    if (lid.isPresent()
        && (report.contact().isLinked() ? !lid.equals(current) : current.isEmpty())) {
      next.link(holder, lid.get(), report, report.at().orElse(now));
    }
    return next;
  }

  private Jid holder(Report report) {
    Jid address = report.contact().jid();
    return numbers.getOrDefault(address, address);
  }

  private void link(Jid number, Jid lid, Report report, Instant told) {
    Optional<Jid> linked = Optional.ofNullable(numbers.get(lid));
    Known held = known.getOrDefault(new Place(number, report.group()), Known.NOTHING);
    if (isLater(number, told)
        || linked.filter(before -> isLater(before, told) || held.hasHeard(report)).isPresent()) {
      return;
    }
    Jid source = linked.orElse(lid);
    if (!source.equals(number) && (linked.isEmpty() || lid.equals(lids.get(source)))) {
      for (Place place : List.copyOf(known.keySet())) {
        if (place.holder().equals(source)) {
          Known moved = known.remove(place);
          known.merge(new Place(number, place.group()), moved, Known::and);
          if (linked.isPresent()) {
            known.put(place, moved.left());
          }
        }
      }
      lids.remove(source);
      linkedAt.remove(source);
    }
    numbers.put(lid, number);
    lids.put(number, lid);
    linkedAt.merge(number, told, (one, other) -> one.isAfter(other) ? one : other);
    known.putIfAbsent(new Place(number, Optional.empty()), Known.NOTHING);
  }

  private boolean isLater(Jid number, Instant told) {
    return Optional.ofNullable(linkedAt.get(number)).filter(at -> at.isAfter(told)).isPresent();
  }

  /** A report without a time that says what is known already tells nothing. */
  private void tell(Place place, Report report, Instant now) {
    Optional<Known> before = Optional.ofNullable(known.get(place));
    Known held = before.orElse(Known.NOTHING);
    if (held.hasHeard(report)) {
      return;
    }
    boolean timed = report.at().isPresent();
    Instant at = report.at().orElse(now);
    if (timed
        && place.group().isEmpty()
        && report.contact().isLinked()
        && report.contact().lid().equals(Optional.ofNullable(lids.get(place.holder())))) {
      linkedAt.merge(place.holder(), at, (one, other) -> one.isAfter(other) ? one : other);
    }
    boolean isRepeated = timed && report.at().equals(held.heard());
    Optional<Activity> activity = report.typing().flatMap(Typing::activity);
    Optional<Told<Optional<TimedActivity>>> typing =
        report
            .typing()
            .filter(_ -> timed || activity.isPresent() || held.activity(now).isPresent())
            .filter(_ -> !isRepeated || !held.activity(now).equals(activity))
            .map(_ -> new Told<>(at, activity.map(begun -> TimedActivity.begin(begun, now))));
    Optional<Told<Availability>> availability =
        report
            .availability()
            .filter(
                told -> timed || !held.availability().map(Told::value).equals(Optional.of(told)))
            .or(() -> activity.map(_ -> Availability.AVAILABLE))
            .map(told -> new Told<>(at, told));
    if (availability.filter(told -> told.value() == Availability.UNAVAILABLE).isPresent()) {
      typing = Optional.of(new Told<>(at, Optional.empty()));
    }
    Optional<Told<LastSeen>> lastSeen =
        Optional.of(report.lastSeen())
            .filter(told -> !told.equals(LastSeen.UNKNOWN))
            .filter(told -> timed || !told.equals(held.seen()))
            .map(told -> new Told<>(at, told));
    if (before.isPresent() || availability.isPresent() || lastSeen.isPresent()) {
      Set<String> events = new HashSet<>(held.events());
      report.eventId().ifPresent(events::add);
      known.put(
          place,
          new Known(
              Told.next(held.availability(), availability),
              Told.next(held.typing(), typing),
              Told.next(held.lastSeen(), lastSeen),
              report.at().or(held::heard),
              events));
    }
  }

  /** What is shown of a person in a chat. */
  record Shown(PresenceState state, LastSeen lastSeen, Optional<Jid> phone, Optional<Jid> lid) {}

  /** Each person in each chat about whom something is known. */
  Map<PresenceKey, Shown> shown(Instant now) {
    Map<PresenceKey, Shown> all = new HashMap<>();
    known.forEach(
        (place, facts) ->
            add(
                all,
                new PresenceKey(OnePersonHistoriesTest.DESK, place.holder(), place.group()),
                facts.state(now),
                facts.seen(),
                place.holder().server() == Jid.Server.LID
                    ? Identity.of(place.holder())
                    : new Identity(
                        Optional.of(place.holder()),
                        Optional.ofNullable(lids.get(place.holder())),
                        Identity.Mode.PN)));
    return all;
  }

  static void add(
      Map<PresenceKey, Shown> shown,
      PresenceKey key,
      PresenceState state,
      LastSeen lastSeen,
      Identity who) {
    if (state != PresenceState.UNKNOWN || !lastSeen.equals(LastSeen.UNKNOWN)) {
      shown.put(key, new Shown(state, lastSeen, who.phone(), who.lid()));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Truth truth
        && numbers.equals(truth.numbers)
        && lids.equals(truth.lids)
        && linkedAt.equals(truth.linkedAt)
        && known.equals(truth.known);
  }

  @Override
  public int hashCode() {
    return known.hashCode();
  }
}
