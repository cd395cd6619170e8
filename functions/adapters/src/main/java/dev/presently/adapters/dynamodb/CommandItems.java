package dev.presently.adapters.dynamodb;

import dev.presently.core.command.CommandResult;
import dev.presently.core.command.CorrelationId;
import dev.presently.core.session.SessionName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How the end of a queued command stands in the Registry table and in its stream, which tells it to
 * the webhooks. It never changes.
 *
 * <pre>
 * pk         COMMAND#session, by which the stream is filtered
 * sk         correlation id
 * success    truth
 * result     JSON
 * at         time
 * expiresAt  seconds since 1970
 * </pre>
 */
public final class CommandItems {
  static final String PARTITION = "COMMAND#";
  private static final Duration KEPT = Duration.ofDays(1);

  private CommandItems() {}

  /** The result of a stream's image; empty for an item of another kind. */
  public static Optional<CommandResult> read(Map<String, AttributeValue> attributes) {
    return Optional.of(Item.of(attributes))
        .filter(item -> item.key().pk().startsWith(PARTITION))
        .map(CommandItems::read);
  }

  /** All of a session's. */
  static String partition(SessionName session) {
    return PARTITION + session;
  }

  static ItemKey key(SessionName session, CorrelationId id) {
    return new ItemKey(partition(session), id.value());
  }

  static Item write(CommandResult result) {
    return Item.at(key(result.session(), result.id()))
        .truth("success", result.success())
        .text("result", result.result())
        .text("at", result.at())
        .number("expiresAt", result.at().plus(KEPT).getEpochSecond());
  }

  private static CommandResult read(Item item) {
    return new CommandResult(
        new CorrelationId(item.key().sk()),
        new SessionName(item.key().pk().substring(PARTITION.length())),
        item.truth("success"),
        item.required("result"),
        item.requiredInstant("at"));
  }
}
