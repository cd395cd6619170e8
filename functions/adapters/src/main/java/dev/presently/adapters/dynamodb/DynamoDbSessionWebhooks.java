package dev.presently.adapters.dynamodb;

import dev.presently.adapters.dynamodb.BatchRequests.TableKey;
import dev.presently.core.InParallel;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.PresenceFilter;
import dev.presently.core.webhook.SessionWebhooks;
import dev.presently.core.webhook.Webhook;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Keeps the webhooks that it has read, for as long as their version is the stored one: each change
 * of a session's webhooks writes a new version in its transaction (see {@link
 * DynamoDbWebhookStore}). One BatchGetItem reads the versions of a whole batch of events, so a
 * webhook counts for every event that is sent after its change was answered. While a transaction
 * commits, a reader may see its version before its webhooks; such a list serves one batch and is
 * not kept.
 */
public final class DynamoDbSessionWebhooks implements SessionWebhooks {
  /** Bounds the memory: webhooks and the contacts of their filters. */
  private static final int MOST_KEPT = 100_000;

  private record Known(String version, List<Webhook> webhooks) {
    int size() {
      return webhooks.stream()
              .flatMap(webhook -> webhook.settings().filter().stream())
              .map(PresenceFilter::contacts)
              .mapToInt(Collection::size)
              .sum()
          + webhooks.size();
    }
  }

  private final DynamoDbClient client;
  private final String table;
  private final DynamoDbWebhookStore store;
  private final Map<Optional<SessionName>, Known> kept = new ConcurrentHashMap<>();

  public DynamoDbSessionWebhooks(DynamoDbClient client, String table, DynamoDbWebhookStore store) {
    this.client = client;
    this.table = table;
    this.store = store;
  }

  @Override
  public Map<Optional<SessionName>, Supplier<List<Webhook>>> of(
      Collection<Optional<SessionName>> sessions) {
    List<TableKey> keys = sessions.stream().map(this::key).toList();
    Map<TableKey, Item> counters = Table.call(() -> new BatchRequests(client).get(keys));
    List<Optional<SessionName>> having =
        sessions.stream().filter(session -> counters.containsKey(key(session))).toList();
    List<Supplier<List<Webhook>>> read =
        InParallel.each(
            having, session -> read(session, Objects.requireNonNull(counters.get(key(session)))));
    Map<Optional<SessionName>, Supplier<List<Webhook>>> found = new HashMap<>();
    sessions.forEach(session -> found.put(session, List::of));
    IntStream.range(0, having.size()).forEach(i -> found.put(having.get(i), read.get(i)));
    if (kept.values().stream().mapToInt(Known::size).sum() > MOST_KEPT) {
      kept.clear();
    }
    return found;
  }

  private TableKey key(Optional<SessionName> session) {
    return new TableKey(table, DynamoDbWebhookStore.counter(session));
  }

  /** What was read, or the fault, which is thrown where the webhooks are needed. */
  private Supplier<List<Webhook>> read(Optional<SessionName> session, Item counter) {
    try {
      Optional<String> version = counter.text(DynamoDbWebhookStore.VERSION);
      Known known = kept.get(session);
      if (known == null || !version.equals(Optional.of(known.version()))) {
        List<Item> copies = store.copies(session);
        known = new Known(version.orElse(""), copies.stream().map(WebhookItems::read).toList());
        if (isWhole(copies, version, counter)) {
          kept.put(session, known);
        }
      }
      List<Webhook> current = known.webhooks();
      return () -> current;
    } catch (RuntimeException e) {
      return () -> {
        throw e;
      };
    }
  }

  /** The transaction that wrote the version has written its copies too. */
  static boolean isWhole(List<Item> copies, Optional<String> version, Item counter) {
    return version.isPresent()
        && copies.size() == counter.number(DynamoDbWebhookStore.WEBHOOKS)
        && (version.get().startsWith(DynamoDbWebhookStore.REMOVED)
            || copies.stream()
                .anyMatch(copy -> copy.text(DynamoDbWebhookStore.VERSION).equals(version)));
  }
}
