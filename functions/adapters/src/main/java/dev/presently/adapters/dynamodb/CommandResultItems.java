package dev.presently.adapters.dynamodb;

import dev.presently.core.command.CommandResult;
import dev.presently.core.command.CorrelationId;
import dev.presently.core.session.SessionName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The item of a queued command's result in the Registry table and its stream. It never changes.
 *
 * <pre>
 * pk         COMMAND#session; the stream filter matches it
 * sk         correlation id
 * success    boolean
 * result     JSON
 * at         time
 * requestId  see {@link WritingRequest}
 * expiresAt  seconds since 1970
 * </pre>
 */
public final class CommandResultItems {
  static final String PARTITION = "COMMAND#";
  private static final Duration KEPT = Duration.ofDays(1);

  private CommandResultItems() {}

  /** Reads an item or a stream image; empty for another kind of item. */
  public static Optional<CommandResult> read(Map<String, AttributeValue> attributes) {
    return Item.ofKind(PARTITION, attributes).map(CommandResultItems::read);
  }

  static String partition(SessionName session) {
    return PARTITION + session;
  }

  static ItemKey key(SessionName session, CorrelationId id) {
    return new ItemKey(partition(session), id.value());
  }

  static Item write(CommandResult result) {
    Item item = Item.at(key(result.session(), result.id()));
    return WritingRequest.of(item)
        .truth("success", result.success())
        .text("result", result.result())
        .text("at", result.at())
        .number("expiresAt", result.at().plus(KEPT).getEpochSecond());
  }

  private static CommandResult read(Item item) {
    return UnknownValue.ifRefused(
        () ->
            new CommandResult(
                new CorrelationId(item.key().sk()),
                new SessionName(item.key().pk().substring(PARTITION.length())),
                item.truth("success"),
                item.required("result"),
                item.requiredInstant("at")));
  }
}
