package dev.presently.adapters.dynamodb;

import dev.presently.core.access.ClientId;
import dev.presently.core.client.DailyRequestCounter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Keeps one item per client and day in the Usage table, removed a day after it.
 *
 * <pre>
 * pk         CLIENT#session#ephemeralId
 * sk         DAY#2026-01-15T00:00:00Z
 * requests   number: allowed in that day
 * expiresAt  seconds since 1970
 * </pre>
 */
public final class DynamoDbDailyRequestCounter implements DailyRequestCounter {
  private static final String COUNT = "ADD requests :one SET expiresAt = :expiresAt";
  private static final String HAS_ROOM = "attribute_not_exists(requests) OR requests < :most";
  private static final Duration KEPT = Duration.ofDays(2);

  private final Table table;

  public DynamoDbDailyRequestCounter(DynamoDbClient client, String table) {
    this.table = new Table(client, table);
  }

  @Override
  public boolean count(ClientId client, int limit, Instant now) {
    Instant day = now.truncatedTo(ChronoUnit.DAYS);
    return table
        .update(
            new ItemKey(partition(client), "DAY#" + day),
            COUNT,
            HAS_ROOM,
            Item.nested()
                .number(":one", 1)
                .number(":most", limit)
                .number(":expiresAt", day.plus(KEPT).getEpochSecond()))
        .isDone();
  }

  static String partition(ClientId client) {
    return "CLIENT#" + client.session() + "#" + client.ephemeralId();
  }
}
