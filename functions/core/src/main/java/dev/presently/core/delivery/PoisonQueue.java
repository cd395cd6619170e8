package dev.presently.core.delivery;

/** Keeps unreadable stream records, whole, for an operator: the relay's dead-letter queue. */
public interface PoisonQueue {
  /**
   * A stream record as JSON text, and why it cannot be read. Reason and record may contain
   * contacts' addresses and secrets; {@code toString} shows neither.
   */
  record Poison(String reason, String table, String sequenceNumber, String record) {
    @Override
    public String toString() {
      return "poison " + sequenceNumber;
    }
  }

  /** Keeps it, at least once, before this returns. */
  void keep(Poison poison);
}
