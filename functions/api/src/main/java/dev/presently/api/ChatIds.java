package dev.presently.api;

import dev.presently.core.contact.Jid;
import java.util.List;

/** Reads the field {@code chatIds}: 1 to 500 chats. */
public final class ChatIds {
  private static final String FIELD = "chatIds";
  private static final int MAX = 500;

  private ChatIds() {}

  /** The unparsed texts. */
  public static List<String> unparsed(Fields fields) {
    return fields.requiredTexts(FIELD, MAX);
  }

  /** All as JIDs; an invalid one is refused by its position. */
  public static List<Jid> parsed(Fields fields) {
    unparsed(fields);
    return fields.texts(FIELD, MAX, Jid::parse).orElseThrow();
  }
}
