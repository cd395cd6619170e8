package dev.presently.api.command;

import dev.presently.adapters.json.BatchFailures;
import dev.presently.adapters.json.CommandJson;
import dev.presently.adapters.json.SqsEvent;
import dev.presently.core.command.Command;
import dev.presently.core.command.QueuedCommand;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A batch of the command queue, as Lambda hands it over and wants it answered. */
final class CommandBatchJson {
  /** A message that nobody has read yet. */
  record Message(String id, String body) {}

  private CommandBatchJson() {}

  /** The messages of each session, in their order. */
  static Collection<List<Message>> bySession(byte[] event) {
    Map<String, List<Message>> sessions = new LinkedHashMap<>();
    for (SqsEvent.Message message : SqsEvent.read(event).messages()) {
      sessions
          .computeIfAbsent(message.group().orElse(message.id()), _ -> new ArrayList<>())
          .add(new Message(message.id(), message.body()));
    }
    return sessions.values();
  }

  /** A fault when it is no command. */
  static QueuedCommand read(Message message) {
    return CommandJson.read(message.body());
  }

  static byte[] failures(List<Message> failed) {
    return BatchFailures.write(failed.stream().map(Message::id).toList());
  }

  static String operation(Command command) {
    return command.operation();
  }
}
