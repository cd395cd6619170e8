package dev.presently.relay;

import dev.presently.adapters.log.Log;
import dev.presently.core.delivery.PoisonQueue;
import dev.presently.core.presence.PresenceStore;
import dev.presently.relay.ParsedRecord.Clear;
import dev.presently.relay.ParsedRecord.Unreadable;
import java.util.ArrayList;
import java.util.List;

/**
 * Relays records in their order. One that can never be read is set aside, whole, when all before it
 * is told, and holds up nobody behind it. It stops at the first record that is not surely told or
 * set aside, and never throws.
 */
final class Relay {
  private final RecordEffectsReader notices;
  private final PresenceStore presences;
  private final Telling telling;
  private final PoisonQueue poison;
  private final Log log;

  Relay(
      RecordEffectsReader notices,
      PresenceStore presences,
      Telling telling,
      PoisonQueue poison,
      Log log) {
    this.notices = notices;
    this.presences = presences;
    this.telling = telling;
    this.poison = poison;
    this.log = log;
  }

  /** How many of these records, counted from the first, are surely done. */
  int relay(List<StreamRecord> records) {
    List<ParsedRecord> read = read(records);
    int done = 0;
    for (Run run : Run.of(read)) {
      int settled = settle(run);
      done += settled;
      if (settled < run.records()) {
        break;
      }
    }
    say(records.size(), read.subList(0, done));
    return done;
  }

  /** The records up to the first one at which a fault of ours hinders us. */
  private List<ParsedRecord> read(List<StreamRecord> records) {
    List<ParsedRecord> read = new ArrayList<>();
    MutedContacts silence = new MutedContacts(presences);
    try {
      for (StreamRecord record : records) {
        read.add(
            switch (notices.read(record)) {
              case Clear(var notice) -> new Clear(notice.heededBy(silence));
              case Unreadable unreadable -> unreadable;
            });
      }
    } catch (Throwable e) {
      String record = records.get(read.size()).sequenceNumber();
      log.error("a record was not read", e, line -> line.put("sequenceNumber", record));
    }
    return read;
  }

  private int settle(Run run) {
    int told = telling.tell(run.notices());
    boolean goesOn = told == run.notices().size() && run.end().filter(this::isSetAside).isPresent();
    return goesOn ? told + 1 : told;
  }

  private boolean isSetAside(Unreadable unreadable) {
    String record = unreadable.poison().sequenceNumber();
    try {
      poison.keep(unreadable.poison());
    } catch (Throwable e) {
      log.error("poison was not kept", e, line -> line.put("sequenceNumber", record));
      return false;
    }
    log.error(
        "a record cannot be read and was set aside",
        unreadable.why(),
        line -> line.put("sequenceNumber", record));
    return true;
  }

  private void say(int records, List<ParsedRecord> done) {
    long setAside = done.stream().filter(Unreadable.class::isInstance).count();
    List<SeqGap> gaps = done.stream().flatMap(reading -> reading.gap().stream()).toList();
    gaps.forEach(gap -> log.warn("seq gap", gap::describe));
    log.info(
        "relayed",
        line ->
            line.put("records", records)
                .put("done", done.size())
                .put("setAside", setAside)
                .put("gaps", gaps.size()));
  }
}
