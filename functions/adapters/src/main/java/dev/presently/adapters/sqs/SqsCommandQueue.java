package dev.presently.adapters.sqs;

import static dev.presently.adapters.json.StrictJson.requiredText;

import dev.presently.adapters.json.StrictJson;
import dev.presently.core.RequestId;
import dev.presently.core.command.Command;
import dev.presently.core.command.CommandQueue;
import dev.presently.core.command.CorrelationId;
import dev.presently.core.command.QueuedCommand;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.SessionName;
import java.net.URI;
import java.util.Locale;
import software.amazon.awssdk.services.sqs.SqsClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Commands in a FIFO queue: the group is the session; the correlation id deduplicates the SDK's
 * retries.
 *
 * <pre>
 * correlationId  the command's id
 * operation      the operation's name, as in setPresence
 * session        name
 * requestId      the request that sent it
 * intakeUrl      URL of the intake, for startSession; may be absent
 * presence       available | unavailable, for setPresence
 * chatId         JID, for subscribePresence and sendTyping
 * state          composing | recording | paused, for sendTyping
 * chatIds        list as received, for subscribeMany
 * </pre>
 */
public final class SqsCommandQueue implements CommandQueue {
  private final SqsQueue queue;

  public SqsCommandQueue(SqsClient sqs, String queueUrl) {
    this.queue = new SqsQueue(sqs, queueUrl, "the command queue");
  }

  @Override
  public void send(QueuedCommand command) {
    queue.send(
        write(command),
        message ->
            message
                .messageGroupId(command.command().session().value())
                .messageDeduplicationId(command.id().value()));
  }

  public static String write(QueuedCommand queued) {
    Command command = queued.command();
    ObjectNode message =
        StrictJson.newObject()
            .put("correlationId", queued.id().value())
            .put("operation", command.operation())
            .put("session", command.session().value());
    StrictJson.putIfPresent(message, "requestId", queued.requestId());
    switch (command) {
      case Command.StartSession(_, var intakeUrl) ->
          StrictJson.putIfPresent(message, "intakeUrl", intakeUrl);
      case Command.StopSession _ -> {}
      case Command.SetPresence(_, var availability) -> message.put("presence", word(availability));
      case Command.SendTyping(_, var chat, var typing) ->
          message.put("chatId", chat.toString()).put("state", word(typing));
      case Command.SubscribePresence(_, var contact) -> message.put("chatId", contact.toString());
      case Command.SubscribeMany(_, var chatIds) ->
          chatIds.forEach(message.putArray("chatIds")::add);
    }
    return SqsQueue.text(message);
  }

  /** Reads a message body; a fault for anything else. */
  public static QueuedCommand read(String body) {
    ObjectNode message = StrictJson.object(body);
    return new QueuedCommand(
        new CorrelationId(requiredText(message, "correlationId")),
        command(message, new SessionName(requiredText(message, "session"))),
        message.path("requestId").stringValueOpt().map(RequestId::new));
  }

  private static Command command(ObjectNode message, SessionName session) {
    String operation = requiredText(message, "operation");
    return switch (operation) {
      case "startSession" ->
          new Command.StartSession(
              session, message.path("intakeUrl").stringValueOpt().map(URI::create));
      case "stopSession" -> new Command.StopSession(session);
      case "setPresence" ->
          new Command.SetPresence(session, Availability.parse(requiredText(message, "presence")));
      case "sendTyping" ->
          new Command.SendTyping(
              session, chat(message), Typing.parse(requiredText(message, "state")));
      case "subscribePresence" -> new Command.SubscribePresence(session, chat(message));
      case "subscribeMany" ->
          new Command.SubscribeMany(
              session, message.path("chatIds").valueStream().map(JsonNode::stringValue).toList());
      default -> throw new IllegalArgumentException("no command: " + operation);
    };
  }

  private static Jid chat(ObjectNode message) {
    return Jid.parse(requiredText(message, "chatId"));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
