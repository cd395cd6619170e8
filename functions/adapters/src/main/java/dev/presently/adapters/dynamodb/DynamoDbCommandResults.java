package dev.presently.adapters.dynamodb;

import dev.presently.core.command.CommandResult;
import dev.presently.core.command.CommandResults;
import dev.presently.core.command.CorrelationId;
import dev.presently.core.session.SessionName;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Keeps one item per queued command, laid out by {@link CommandItems}; the first write stands. */
public final class DynamoDbCommandResults implements CommandResults {
  private final Table table;

  public DynamoDbCommandResults(DynamoDbClient client, String table) {
    this.table = new Table(client, table);
  }

  @Override
  public boolean contains(SessionName session, CorrelationId id) {
    return table.get(CommandItems.key(session, id)).isPresent();
  }

  @Override
  public void keep(CommandResult result) {
    table.putWhereNone(CommandItems.write(result));
  }
}
