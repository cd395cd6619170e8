package dev.presently.core.presence;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the records of each chat, which follow one another in a session's list. */
final class ChatIterator implements Iterator<List<ContactRecord>> {
  private final Iterator<ContactRecord> records;
  private @Nullable ContactRecord first;

  ChatIterator(Iterator<ContactRecord> records) {
    this.records = records;
    this.first = following();
  }

  @Override
  public boolean hasNext() {
    return first != null;
  }

  @Override
  public List<ContactRecord> next() {
    List<ContactRecord> chat = new ArrayList<>();
    for (ContactRecord record = first; record != null; record = following()) {
      if (!chat.isEmpty() && !chat.getFirst().key().chat().equals(record.key().chat())) {
        first = record;
        return chat;
      }
      chat.add(record);
    }
    first = null;
    return chat;
  }

  private @Nullable ContactRecord following() {
    return records.hasNext() ? records.next() : null;
  }
}
