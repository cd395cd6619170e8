package dev.presently.api;

import dev.presently.core.contact.Jid;
import java.util.List;

/** Reads the chats that a request is about: 1 to 500. */
public final class ChatIds {
  private static final String FIELD = "chatIds";
  private static final int MOST = 500;

  private ChatIds() {}

  /** Each of them as it was given, to be judged one by one. */
  public static List<String> given(Fields fields) {
    return fields.requiredTexts(FIELD, MOST);
  }

  /** All of them; one that is not a JID is refused by its position. */
  public static List<Jid> parsed(Fields fields) {
    given(fields);
    return fields.texts(FIELD, MOST, Jid::parse).orElseThrow();
  }
}
