package dev.presently.core.delivery;

/** Keeps records that can never be told, whole, for people to look at. */
public interface PoisonQueue {
  /**
   * A record of a table's stream that cannot be read, as JSON text, and why. Reason and record may
   * hold contacts' addresses and secrets; printing it shows neither.
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
