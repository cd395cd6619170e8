package dev.presently.adapters.dynamodb;

import dev.presently.core.Page;
import dev.presently.core.command.CommandResult;
import dev.presently.core.command.CommandResultStore;
import dev.presently.core.command.CorrelationId;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Keeps one item per queued command, laid out by {@link CommandResultItems}; the first write wins.
 */
public final class DynamoDbCommandResultStore implements CommandResultStore {
  private static final int PAGE = 100;

  private final Table table;

  public DynamoDbCommandResultStore(DynamoDbClient client, String table) {
    this.table = new Table(client, table);
  }

  @Override
  public boolean contains(SessionName session, CorrelationId id) {
    return table.get(CommandResultItems.key(session, id)).isPresent();
  }

  @Override
  public void save(CommandResult result) {
    table.putIfAbsent(CommandResultItems.write(result));
  }

  /** Reads all results of the session, usually those of a day. */
  @Override
  public List<CommandResult> mentioning(SessionName session, Collection<Jid> chats) {
    List<CommandResult> naming = new ArrayList<>();
    Page.each(
            after ->
                table.page(
                    CommandResultItems.partition(session),
                    after,
                    PAGE,
                    item ->
                        CommandResultItems.read(item.attributes())
                            .filter(result -> chats.stream().anyMatch(result::mentions))))
        .forEach(naming::add);
    return naming;
  }

  @Override
  public Page<CommandResult> list(SessionName session, Optional<String> after, int limit) {
    return table.page(
        CommandResultItems.partition(session),
        after,
        limit,
        item -> CommandResultItems.read(item.attributes()));
  }

  @Override
  public void removeAll(SessionName session, Collection<CorrelationId> ids) {
    table.deleteAll(ids.stream().distinct().map(id -> CommandResultItems.key(session, id)));
  }
}
