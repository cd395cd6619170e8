package dev.presently.relay;

import dev.presently.adapters.log.Log;
import dev.presently.core.delivery.Event;
import dev.presently.core.delivery.FanOut;
import dev.presently.core.presence.PresenceStore;
import java.util.ArrayList;
import java.util.List;

/**
 * Relays records in their order: first the timers that they ask for are armed, then what they tell
 * is told. It stops at the first record that cannot be read, armed or told, and never throws.
 */
final class Relay {
  private final Notices notices;
  private final PresenceStore presences;
  private final Timers timers;
  private final FanOut fanOut;
  private final Log log;

  Relay(Notices notices, PresenceStore presences, Timers timers, FanOut fanOut, Log log) {
    this.notices = notices;
    this.presences = presences;
    this.timers = timers;
    this.fanOut = fanOut;
    this.log = log;
  }

  /** How many of these records, counted from the first, are surely done. */
  int relay(List<StreamRecord> records) {
    List<Notice> read = read(records);
    int armed = timers.arm(read.stream().map(Notice::timer).toList());
    int done = tell(read.subList(0, armed));
    log.info("relayed", line -> line.number("records", records.size()).number("done", done));
    return done;
  }

  /** What follows from the records up to the first one that cannot be read. */
  private List<Notice> read(List<StreamRecord> records) {
    List<Notice> read = new ArrayList<>();
    Silence silence = new Silence(presences);
    try {
      for (StreamRecord record : records) {
        read.add(notices.of(record, silence));
      }
    } catch (Throwable e) {
      String record = records.get(read.size()).sequenceNumber();
      log.error("a record was not read", e, line -> line.text("sequenceNumber", record));
    }
    return read;
  }

  private int tell(List<Notice> read) {
    List<Event> events = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int place = 0; place < read.size(); place++) {
      if (read.get(place).event().isPresent()) {
        events.add(read.get(place).event().get());
        places.add(place);
      }
    }
    int told = 0;
    try {
      told = fanOut.tell(events);
    } catch (Throwable e) {
      log.error("events were not told", e, line -> line.number("events", events.size()));
    }
    return told == events.size() ? read.size() : places.get(told);
  }
}
