package dev.presently.adapters.dynamodb;

import dev.presently.core.Page;
import dev.presently.core.engine.Tending;
import dev.presently.core.engine.TendingStore;
import dev.presently.core.session.SessionName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Keeps one item per session that is tended in the Registry table, each in its own partition, and
 * finds those that are due by the table's index {@code Due}.
 *
 * <pre>
 * pk                            TENDING#session
 * sk                            TENDING
 * revision, write               see {@link Revision}
 * checkAt, renewAt, nextAskAt   times
 * step                          number
 * passAskBefore, passLeaseUntil times of the pass that is on; the following only then
 * passPosition                  path of the contact reached; absent at the start
 * passFailures                  number
 * sweepAt, sweepPosition, sweepNextStale, sweepLostAt
 *                               the next or current sweep; only sweepAt always
 * dueKind                       TENDING
 * dueAt                         see {@link MillisText}
 * </pre>
 */
public final class DynamoDbTendingStore implements TendingStore {
  static final String INDEX = "Due";
  static final String DUE_KIND = "dueKind";
  static final String DUE_AT = "dueAt";
  private static final String KIND = "TENDING";
  private static final String PREFIX = KIND + "#";
  private static final String IS_DUE = "dueKind = :kind AND dueAt <= :now";

  private final Table table;

  public DynamoDbTendingStore(DynamoDbClient client, String table) {
    this.table = new Table(client, table);
  }

  @Override
  public Optional<Tending> find(SessionName session) {
    return table.get(key(session)).map(item -> read(session, item));
  }

  @Override
  public boolean save(Tending tending) {
    Item item =
        Item.at(key(tending.session()))
            .text("checkAt", tending.checkAt())
            .text("renewAt", tending.renewAt())
            .text("nextAskAt", tending.nextAskAt())
            .number("step", tending.step())
            .text("sweepAt", tending.sweep().at())
            .text("sweepPosition", tending.sweep().position())
            .text("sweepNextStale", tending.sweep().nextStale())
            .text("sweepLostAt", tending.sweep().lostAt())
            .text(DUE_KIND, KIND)
            .text(DUE_AT, MillisText.of(tending.dueAt()));
    tending
        .pass()
        .ifPresent(
            pass ->
                item.text("passAskBefore", pass.askBefore())
                    .text("passLeaseUntil", pass.leaseUntil())
                    .text("passPosition", pass.position())
                    .number("passFailures", pass.failures()));
    return table.put(item, new Revision(tending.revision()));
  }

  @Override
  public void remove(SessionName session) {
    table.delete(key(session));
  }

  @Override
  public Page<SessionName> due(Instant now, Optional<String> after, int limit) {
    QueryRequest.Builder query =
        QueryRequest.builder()
            .indexName(INDEX)
            .keyConditionExpression(IS_DUE)
            .expressionAttributeValues(
                Item.nested().text(":kind", KIND).text(":now", MillisText.upTo(now)).attributes())
            .limit(limit);
    after.map(DynamoDbTendingStore::startKey).ifPresent(query::exclusiveStartKey);
    QueryResponse page = table.query(query);
    return new Page<>(
        page.items().stream().map(item -> session(new Item(item))).toList(),
        page.hasLastEvaluatedKey()
            ? Optional.of(cursor(new Item(page.lastEvaluatedKey())))
            : Optional.empty());
  }

  private static Tending read(SessionName session, Item item) {
    return new Tending(
        session,
        item.requiredInstant("checkAt"),
        item.requiredInstant("renewAt"),
        item.number("step"),
        item.requiredInstant("nextAskAt"),
        item.instant("passAskBefore")
            .map(
                askBefore ->
                    new Tending.Pass(
                        askBefore,
                        item.text("passPosition"),
                        item.requiredInstant("passLeaseUntil"),
                        (int) item.number("passFailures"))),
        new Tending.Sweep(
            item.requiredInstant("sweepAt"),
            item.text("sweepPosition"),
            item.instant("sweepNextStale"),
            item.instant("sweepLostAt")),
        item.number(Revision.REVISION));
  }

  private static ItemKey key(SessionName session) {
    return new ItemKey(PREFIX + session, KIND);
  }

  private static SessionName session(Item item) {
    return new SessionName(item.key().pk().substring(PREFIX.length()));
  }

  private static String cursor(Item last) {
    return last.required(DUE_AT) + " " + session(last);
  }

  private static Map<String, AttributeValue> startKey(String cursor) {
    int space = cursor.indexOf(' ');
    return Item.at(key(new SessionName(cursor.substring(space + 1))))
        .text(DUE_KIND, KIND)
        .text(DUE_AT, cursor.substring(0, space))
        .attributes();
  }
}
