package dev.presently.adapters.dynamodb;

import dev.presently.core.idempotency.Fingerprint;
import dev.presently.core.idempotency.IdempotencyStore;
import dev.presently.core.idempotency.IdempotentRequest;
import dev.presently.core.idempotency.StoredResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Keeps one item per request in the Usage table. A response can hold a secret (createWebhook's): it
 * is encrypted with the table, returned to the same API key only, and expires after a day.
 *
 * <pre>
 * pk            REQUEST#fingerprint of caller, method, path and idempotency key
 * sk            ANSWER
 * body          fingerprint of the request body
 * holder        who runs it, while running
 * validUntil    end of the lease or of the response (see {@link MillisText})
 * answerStatus, answerHeaders, answerBody   number, strings by name, string; once completed
 * expiresAt     seconds since 1970
 * </pre>
 */
public final class DynamoDbIdempotencyStore implements IdempotencyStore {
  private static final String BEGIN =
      "SET body = :body, holder = :holder, validUntil = :until, expiresAt = :expiresAt"
          + " REMOVE answerStatus, answerHeaders, answerBody";

  /** The holder may repeat its own begin after a lost response. */
  private static final String IS_FREE =
      "attribute_not_exists(validUntil) OR validUntil <= :now OR holder = :holder";

  private static final String COMPLETE =
      "SET answerStatus = :status, answerHeaders = :headers, answerBody = :answer,"
          + " validUntil = :until, expiresAt = :expiresAt REMOVE holder";
  private static final String ABANDON = "REMOVE holder, validUntil";
  private static final String IS_HELD = "holder = :holder";

  private final Table table;

  public DynamoDbIdempotencyStore(DynamoDbClient client, String table) {
    this.table = new Table(client, table);
  }

  @Override
  public Result begin(IdempotentRequest request, Fingerprint body, String holder, Instant now) {
    Item values =
        until(now, LEASE)
            .text(":now", MillisText.upTo(now))
            .text(":holder", holder)
            .text(":body", body);
    Table.UpdateResult result = table.update(key(request), BEGIN, IS_FREE, values);
    return result.isDone() ? new Result.Begun() : found(result.item(), body);
  }

  private static Result found(Item item, Fingerprint body) {
    if (!item.required("body").equals(body.value())) {
      return new Result.BodyMismatch();
    }
    return item.has("answerStatus") ? new Result.Completed(read(item)) : new Result.InProgress();
  }

  @Override
  public void complete(
      IdempotentRequest request, String holder, StoredResponse answer, Instant now) {
    Item headers = Item.nested();
    answer.headers().forEach(headers::text);
    Item values =
        until(now, RETENTION)
            .text(":holder", holder)
            .number(":status", answer.status())
            .item(":headers", headers)
            .text(":answer", answer.body());
    table.update(key(request), COMPLETE, IS_HELD, values);
  }

  @Override
  public void abandon(IdempotentRequest request, String holder) {
    table.update(key(request), ABANDON, IS_HELD, Item.nested().text(":holder", holder));
  }

  private static StoredResponse read(Item item) {
    return new StoredResponse(
        Math.toIntExact(item.number("answerStatus")),
        item.item("answerHeaders").map(Item::texts).orElse(Map.of()),
        item.required("answerBody"));
  }

  private static Item until(Instant now, Duration length) {
    Instant end = now.plus(length);
    return Item.nested()
        .text(":until", MillisText.of(end))
        .number(":expiresAt", end.getEpochSecond() + 1);
  }

  private static ItemKey key(IdempotentRequest request) {
    return new ItemKey("REQUEST#" + request.fingerprint(), "ANSWER");
  }
}
