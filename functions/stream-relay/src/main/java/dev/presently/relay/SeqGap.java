package dev.presently.relay;

import dev.presently.core.presence.Change;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.Presence;
import dev.presently.core.presence.Seq;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record in which a contact's number does not grow by one: somebody else wrote the item, or a
 * rule of ours is wrong, and no receiver is ever told of what lies between.
 */
record SeqGap(String sequenceNumber, Seq before, Seq after) {
  /** None also where a person goes on from what was known under a LID that was linked just now. */
  static Optional<SeqGap> in(StreamRecord record, Optional<ContactRecord> before, Change change) {
    Seq held = before.flatMap(ContactRecord::presence).map(Presence::seq).orElse(Seq.NONE);
    Seq told = change.presence().seq();
    boolean takesOver = held.equals(Seq.NONE) && change.presence().identity().isLinked();
    return told.equals(held.next()) || takesOver
        ? Optional.empty()
        : Optional.of(new SeqGap(record.sequenceNumber(), held, told));
  }

  /** Where the record stands in its stream, and the numbers; not whose they are. */
  void describe(ObjectNode line) {
    line.put("sequenceNumber", sequenceNumber)
        .put("before", before.value())
        .put("after", after.value());
  }
}
