package dev.presently.adapters.dynamodb;

import java.util.UUID;

/**
 * Optimistic locking: a write succeeds only if the stored revision is the one that was read.
 *
 * <pre>
 * revision   number, 1 at the first write
 * write      a new token for each write, by which a writer recognises its own after a lost response
 * requestId  see {@link WritingRequest}
 * </pre>
 */
record Revision(long read) {
  static final String REVISION = "revision";
  private static final String WRITE = "write";

  /** The item with the next revision. */
  Item next(Item item) {
    return WritingRequest.of(withToken(item.number(REVISION, read + 1)));
  }

  /** The item with a new token, by which its writer recognises it. */
  static Item withToken(Item item) {
    return item.text(WRITE, UUID.randomUUID());
  }

  String condition() {
    return read == 0 ? Table.ABSENT : "revision = :read";
  }

  /** The condition's values. */
  Item values() {
    return read == 0 ? Item.nested() : Item.nested().number(":read", read);
  }

  /** Whether the stored item is the written one: the response was lost, not the write. */
  static boolean isSameWrite(Item written, Item stored) {
    return written.has(WRITE) && written.text(WRITE).equals(stored.text(WRITE));
  }
}
