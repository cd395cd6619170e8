package dev.presently.adapters.json;

import java.util.List;
import java.util.Optional;

/** What Lambda hands over from a queue: messages, in the queue's order. */
public record SqsEvent(List<Message> messages) {
  /** One message; the group is a FIFO queue's. */
  public record Message(String id, String body, Optional<String> group) {
    private static Message read(Json record) {
      if (!(record instanceof Json.Obj message)) {
        throw new MalformedJson("not a message", Optional.empty());
      }
      return new Message(
          message.text("messageId").orElseThrow(),
          message.text("body").orElseThrow(),
          message.object("attributes").text("MessageGroupId"));
    }
  }

  public SqsEvent {
    messages = List.copyOf(messages);
  }

  /** Reads the event; a fault when it is anything else. */
  public static SqsEvent read(byte[] utf8) {
    return new SqsEvent(
        JsonReader.object(utf8).array("Records").stream().map(Message::read).toList());
  }
}
