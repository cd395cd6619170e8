package dev.presently.adapters.dynamodb;

import dev.presently.core.history.HistoryEntry;
import dev.presently.core.history.HistoryPosition;
import dev.presently.core.history.HistoryStore;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.PresenceState;
import dev.presently.core.presence.Seq;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Keeps one item per change in the History table.
 *
 * <pre>
 * pk           session # contact JID, or session # group JID # participant JID
 * sk           time of the change # begin of its record # seq, in digits that sort
 * presence     unavailable | available | composing | recording
 * previous     the same or unknown, with previousAt unless nothing was known before
 * lastSeen     visible, with lastSeenAt, or hidden; absent if unknown
 * expiresAt    seconds since 1970
 * </pre>
 */
public final class DynamoDbHistoryStore implements HistoryStore {
  private static final String EXPIRES_AT = "expiresAt";
  private static final int PAGE = 1_000;

  private final Table table;
  private final IntSupplier days;
  private final Clock clock;

  /**
   * Entries are kept for {@code days} days. Read only when an entry is written, so a function that
   * only reads needs no such setting.
   */
  public DynamoDbHistoryStore(DynamoDbClient client, String table, IntSupplier days, Clock clock) {
    this.table = new Table(client, table);
    this.days = days;
    this.clock = clock;
  }

  @Override
  public void save(Collection<HistoryEntry> entries) {
    Map<ItemKey, Item> items = new LinkedHashMap<>();
    entries.stream().map(this::write).forEach(item -> items.put(item.key(), item));
    table.putAll(items.values().stream());
  }

  @Override
  public List<HistoryEntry> newest(
      PresenceKey key, HistoryPosition from, HistoryPosition upTo, int limit) {
    return read(key, from, upTo, false, limit);
  }

  @Override
  public List<HistoryEntry> oldest(
      PresenceKey key, HistoryPosition from, HistoryPosition upTo, int limit) {
    return read(key, from, upTo, true, limit);
  }

  @Override
  public void remove(PresenceKey key, Instant upTo) {
    SortKeyRange range = range(key, HistoryPosition.FIRST, HistoryPosition.endOf(upTo));
    List<Item> found = table.first(range, PAGE);
    while (!found.isEmpty()) {
      table.deleteAll(found.stream().map(Item::key));
      found = found.size() < PAGE ? List.of() : table.first(range, PAGE);
    }
  }

  /** DynamoDB may delete expired items days later, so they are skipped. */
  private List<HistoryEntry> read(
      PresenceKey key, HistoryPosition from, HistoryPosition upTo, boolean isForward, int limit) {
    if (from.compareTo(upTo) > 0) {
      return List.of();
    }
    long now = clock.instant().getEpochSecond();
    return table
        .matching(range(key, from, upTo), isForward, item -> item.number(EXPIRES_AT) > now, limit)
        .stream()
        .map(item -> read(key, item))
        .toList();
  }

  private Item write(HistoryEntry entry) {
    HistoryPosition position = entry.position();
    Item item =
        Item.at(new ItemKey(pk(entry.key()), sk(position)))
            .word("presence", entry.presence())
            .word("previous", entry.previous())
            .text("previousAt", entry.previousAt())
            .number(
                EXPIRES_AT, position.at().plus(Duration.ofDays(days.getAsInt())).getEpochSecond());
    ContactItems.writeLastSeen(item, entry.lastSeen());
    return item;
  }

  private static HistoryEntry read(PresenceKey key, Item item) {
    String[] place = item.key().sk().split("#", 3);
    return new HistoryEntry(
        key,
        new HistoryPosition(
            MillisText.read(place[0]),
            MillisText.read(place[1]),
            new Seq(Long.parseLong(place[2]))),
        item.word("presence", PresenceState.class).orElseThrow(),
        item.word("previous", PresenceState.class).orElseThrow(),
        item.instant("previousAt"),
        ContactItems.readLastSeen(item));
  }

  private static SortKeyRange range(PresenceKey key, HistoryPosition from, HistoryPosition upTo) {
    return new SortKeyRange(pk(key), sk(from), sk(upTo));
  }

  private static String pk(PresenceKey key) {
    return key.session() + "#" + key.path();
  }

  private static String sk(HistoryPosition position) {
    return MillisText.upTo(position.at())
        + "#"
        + MillisText.upTo(position.began())
        + "#"
        + "%019d".formatted(position.seq().value());
  }
}
