package dev.presently.adapters.dynamodb;

import dev.presently.core.DependencyFailed;
import dev.presently.core.access.ClientId;
import dev.presently.core.access.KeyId;
import dev.presently.core.access.RateLimit;
import dev.presently.core.access.RequestCounter;
import dev.presently.core.access.RequestCounts;
import dev.presently.core.access.Requester;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Keeps one item per key or client in the Usage table.
 *
 * <pre>
 * pk              KEY#key, or CLIENT#session#ephemeralId
 * sk              USAGE
 * atMinute        number: minutes since 1970
 * requests        number: allowed in that minute
 * requestsBefore  number: allowed in the minute before
 * expiresAt       seconds since 1970
 * </pre>
 *
 * A request is one update with the limit as its condition, computed from the counts that this
 * instance saw last. If others have counted since, the failed update returns the item for the next
 * try. Counts only grow within a minute, so a requester at its limit is refused without a call.
 */
public final class DynamoDbRequestCounter implements RequestCounter {
  private static final String COUNT = "ADD requests :count";
  private static final String HAS_ROOM =
      "atMinute = :minute AND requestsBefore = :before AND requests <= :most";
  private static final String BEGIN =
      "SET atMinute = :minute, requests = :count, requestsBefore = :before, expiresAt = :expiresAt";
  private static final String IS_THE_MINUTE_BEFORE =
      "atMinute = :minuteBefore AND requests = :before";
  private static final String IS_LONG_AGO =
      "attribute_not_exists(atMinute) OR atMinute < :minuteBefore";

  /** A failed try returns the item; more than two are needed only when a minute ends. */
  private static final int TRIES = 5;

  private static final int KEYS = 1_000;
  private static final long KEPT_SECONDS = 3_600;

  private final Table table;
  private final Map<Requester, RequestCounts> seen =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Requester, RequestCounts> eldest) {
              return size() > KEYS;
            }
          });

  public DynamoDbRequestCounter(DynamoDbClient client, String table) {
    this.table = new Table(client, table);
  }

  @Override
  public Result count(Requester requester, RateLimit limit, int requests, Instant now) {
    RequestCounts known = seen.getOrDefault(requester, RequestCounts.NONE);
    for (int i = 0; i < TRIES; i++) {
      RequestCounts usage = known.at(now);
      if (!limit.allows(requests, usage, now)) {
        return new Result.Full(usage);
      }
      Table.UpdateResult result =
          tryToCount(requester, known, usage, requests, limit.room(usage, now));
      known = read(result.item());
      seen.put(requester, known);
      if (result.isDone()) {
        return new Result.Counted(known);
      }
    }
    throw new DependencyFailed("the counter changed " + TRIES + " times during a request");
  }

  private Table.UpdateResult tryToCount(
      Requester requester, RequestCounts known, RequestCounts usage, int requests, int room) {
    Item values =
        Item.nested()
            .number(":count", requests)
            .number(":minute", usage.minute())
            .number(":before", usage.requestsBefore());
    if (usage.equals(known)) {
      return table.update(key(requester), COUNT, HAS_ROOM, values.number(":most", room - requests));
    }
    return table.update(
        key(requester),
        BEGIN,
        usage.requestsBefore() > 0 ? IS_THE_MINUTE_BEFORE : IS_LONG_AGO,
        values
            .number(":minuteBefore", usage.minute() - 1)
            .number(":expiresAt", usage.minute() * 60 + KEPT_SECONDS));
  }

  private static RequestCounts read(Item item) {
    return item.has("atMinute")
        ? new RequestCounts(
            item.number("atMinute"),
            Math.toIntExact(item.number("requests")),
            Math.toIntExact(item.number("requestsBefore")))
        : RequestCounts.NONE;
  }

  private static ItemKey key(Requester requester) {
    return switch (requester) {
      case KeyId key -> new ItemKey("KEY#" + key, "USAGE");
      case ClientId client -> new ItemKey(DynamoDbDailyRequestCounter.partition(client), "USAGE");
    };
  }
}
