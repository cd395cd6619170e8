package dev.presently.relay;

import dev.presently.core.presence.Change;
import dev.presently.core.presence.ContactRecord;
import dev.presently.core.presence.Presence;
import dev.presently.core.presence.Seq;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record in which a contact's {@code seq} does not grow by one: the item was written by another
 * program, or there is a defect. Receivers never get the changes in between.
 */
record SeqGap(String sequenceNumber, Seq before, Seq after) {
  /** A contact that takes over the {@code seq} of its newly linked LID has no gap. */
  static Optional<SeqGap> find(
      String sequenceNumber, Optional<ContactRecord> before, Change change) {
    Seq previous = before.flatMap(ContactRecord::presence).map(Presence::seq).orElse(Seq.NONE);
    Seq current = change.presence().seq();
    boolean takesOver = previous.equals(Seq.NONE) && change.presence().identity().isLinked();
    return current.equals(previous.next()) || takesOver
        ? Optional.empty()
        : Optional.of(new SeqGap(sequenceNumber, previous, current));
  }

  /** Logs the position in the stream and both numbers, but not the contact. */
  void describe(ObjectNode line) {
    line.put("sequenceNumber", sequenceNumber)
        .put("before", before.value())
        .put("after", after.value());
  }
}
