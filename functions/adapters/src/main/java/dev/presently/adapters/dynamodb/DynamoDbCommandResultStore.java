package dev.presently.adapters.dynamodb;

import dev.presently.core.Page;
import dev.presently.core.command.CommandResult;
import dev.presently.core.command.CommandResultStore;
import dev.presently.core.command.CorrelationId;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Keeps one item per queued command in the Registry table; the first write wins.
 *
 * <pre>
 * pk         COMMAND#session; the stream filter matches it
 * sk         correlation id
 * success    boolean
 * result     JSON
 * at         time
 * expiresAt  seconds since 1970
 * </pre>
 */
public final class DynamoDbCommandResultStore implements CommandResultStore {
  private static final String PARTITION = "COMMAND#";
  private static final Duration KEPT = Duration.ofDays(1);
  private static final int PAGE = 100;

  private final Table table;

  public DynamoDbCommandResultStore(DynamoDbClient client, String table) {
    this.table = new Table(client, table);
  }

  @Override
  public boolean contains(SessionName session, CorrelationId id) {
    return table.get(key(session, id)).isPresent();
  }

  @Override
  public void save(CommandResult result) {
    table.putIfAbsent(write(result));
  }

  /** Reads all results of the session, usually those of a day. */
  @Override
  public List<CommandResult> mentioning(SessionName session, Collection<Jid> chats) {
    List<CommandResult> naming = new ArrayList<>();
    Page.each(
            after ->
                table.page(
                    partition(session),
                    after,
                    PAGE,
                    item ->
                        Optional.of(read(item))
                            .filter(result -> chats.stream().anyMatch(result::mentions))))
        .forEach(naming::add);
    return naming;
  }

  @Override
  public void removeAll(SessionName session, Collection<CorrelationId> ids) {
    table.deleteAll(ids.stream().distinct().map(id -> key(session, id)));
  }

  /** Reads an item or a stream image; empty for another kind of item. */
  public static Optional<CommandResult> read(Map<String, AttributeValue> attributes) {
    return Item.ofKind(PARTITION, attributes).map(DynamoDbCommandResultStore::read);
  }

  private static String partition(SessionName session) {
    return PARTITION + session;
  }

  private static ItemKey key(SessionName session, CorrelationId id) {
    return new ItemKey(partition(session), id.value());
  }

  private static Item write(CommandResult result) {
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
