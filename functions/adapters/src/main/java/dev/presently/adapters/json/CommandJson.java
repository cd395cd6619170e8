package dev.presently.adapters.json;

import dev.presently.core.command.Command;
import dev.presently.core.command.CorrelationId;
import dev.presently.core.command.QueuedCommand;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.SessionName;
import java.util.List;
import java.util.Locale;

/**
 * A queued command as JSON: what was read from the request, and nothing else of it.
 *
 * <pre>
 * correlationId  the command's id
 * operation      the operation's name, as in setPresence
 * session        name
 * presence       available | unavailable, for setPresence
 * chatId         JID, for subscribePresence and sendTyping
 * state          composing | recording | paused, for sendTyping
 * chatIds        list, as it was given, for subscribeMany
 * </pre>
 */
public final class CommandJson {
  private CommandJson() {}

  public static String write(QueuedCommand queued) {
    Command command = queued.command();
    return JsonWriter.object(
        message -> {
          message
              .text("correlationId", queued.id().value())
              .text("operation", operation(command))
              .text("session", command.session().value());
          input(message, command);
        });
  }

  /** Reads what was written; a fault when it is anything else. */
  public static QueuedCommand read(String json) {
    Json.Obj message = JsonReader.object(json);
    return new QueuedCommand(
        new CorrelationId(required(message, "correlationId")),
        command(message, new SessionName(required(message, "session"))));
  }

  /** The operation's name is the command's, beginning with a small letter. */
  public static String operation(Command command) {
    String name = command.getClass().getSimpleName();
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private static void input(JsonWriter message, Command command) {
    switch (command) {
      case Command.StartSession _, Command.StopSession _ -> {}
      case Command.SetPresence(_, var told) -> message.text("presence", word(told));
      case Command.SendTyping(_, var chat, var typing) ->
          message.text("chatId", chat.toString()).text("state", word(typing));
      case Command.SubscribePresence(_, var contact) -> message.text("chatId", contact.toString());
      case Command.SubscribeMany(_, var chatIds) -> message.texts("chatIds", chatIds);
    }
  }

  private static Command command(Json.Obj message, SessionName session) {
    String operation = required(message, "operation");
    return switch (operation) {
      case "startSession" -> new Command.StartSession(session);
      case "stopSession" -> new Command.StopSession(session);
      case "setPresence" ->
          new Command.SetPresence(session, Availability.parse(required(message, "presence")));
      case "sendTyping" ->
          new Command.SendTyping(session, chat(message), Typing.parse(required(message, "state")));
      case "subscribePresence" -> new Command.SubscribePresence(session, chat(message));
      case "subscribeMany" -> new Command.SubscribeMany(session, texts(message, "chatIds"));
      default -> throw new IllegalArgumentException("no command: " + operation);
    };
  }

  private static Jid chat(Json.Obj message) {
    return Jid.parse(required(message, "chatId"));
  }

  private static String required(Json.Obj message, String field) {
    return message.text(field).orElseThrow();
  }

  private static List<String> texts(Json.Obj message, String field) {
    return message.array(field).stream().map(item -> ((Json.Text) item).value()).toList();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
