package dev.presently.local;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Restores the messages that an earlier run left in the queues. In-flight messages become visible
 * at once. Messages of a FIFO queue are sent again in order, because messages that ElasticMQ
 * restores itself do not block their group; a kill meanwhile duplicates some, but loses and
 * reorders none. Message attributes of a FIFO queue are lost.
 */
final class LeftMessages {
  private static final int BATCH = 10;
  private static final Duration RESTORE_TIME = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final String KEEP =
      "CREATE TABLE IF NOT EXISTS presently_left (id BIGINT GENERATED ALWAYS AS IDENTITY,"
          + " queue VARCHAR, group_id VARCHAR, deduplication_id VARCHAR, content VARBINARY)";

  private record Left(long id, String group, String deduplication, String body) {}

  private LeftMessages() {}

  /**
   * To be called before ElasticMQ opens the database, which may not exist yet. Returns the queues
   * that ElasticMQ will restore, each with the number of its messages.
   */
  static Map<String, Long> prepare(String url, Path database) {
    var kept = new LinkedHashMap<String, Long>();
    if (Files.notExists(Path.of(database + ".mv.db"))) {
      return kept;
    }
    try (var connection = DriverManager.getConnection(url, "", "");
        var statement = connection.createStatement()) {
      statement.execute(KEEP);
      var tables = strings(statement, "SELECT table_name FROM information_schema.tables");
      if (!tables.contains("QUEUE")) {
        return kept; // The earlier run was killed before it created its tables.
      }
      connection.setAutoCommit(false);
      for (var queue : strings(statement, "SELECT name FROM queue")) {
        if (!tables.contains(table(queue))) {
          continue;
        }
        if (queue.endsWith(".fifo")) {
          statement.executeUpdate(
              """
              INSERT INTO presently_left (queue, group_id, deduplication_id, content)
              SELECT '%s', group_id, deduplication_id, content FROM "%s"
              ORDER BY CAST(sequence_number AS BIGINT)\
              """
                  .formatted(queue, table(queue)));
          statement.executeUpdate("DELETE FROM \"" + table(queue) + "\"");
        } else {
          statement.executeUpdate(
              "UPDATE \"%s\" SET next_delivery = created WHERE receive_count > 0"
                  .formatted(table(queue)));
        }
        var count = strings(statement, "SELECT COUNT(*) FROM \"" + table(queue) + "\"");
        kept.put(queue, Long.valueOf(count.getFirst()));
      }
      connection.commit();
      return kept;
    } catch (SQLException e) {
      throw new CannotStart("The messages in " + database + " cannot be read.", e);
    }
  }

  /**
   * Waits until each of these queues has at least so many messages: ElasticMQ answers before it has
   * restored its queues, and a queue created meanwhile never gets its messages.
   */
  static void awaitRestored(Map<String, Long> left, URI endpoint) {
    var end = System.nanoTime() + RESTORE_TIME.toNanos();
    var pause = new StopSignal();
    try (var clients = Clients.of(endpoint, endpoint)) {
      var queues = new Queues(clients.queues(), endpoint.toString());
      left.forEach(
          (queue, messages) -> {
            while (depth(queues, queue) < messages) {
              if (System.nanoTime() > end || pause.within(PAUSE)) {
                throw new CannotStart("ElasticMQ does not restore the messages of " + queue + ".");
              }
            }
          });
    }
  }

  private static long depth(Queues queues, String queue) {
    try {
      return queues.depth(queue);
    } catch (QueueDoesNotExistException e) {
      return -1;
    }
  }

  /** To be called when the queues exist, before other messages are sent. */
  static void sendAgain(String url, Queues queues) {
    try (var connection = DriverManager.getConnection(url, "", "");
        var statement = connection.createStatement()) {
      statement.execute(KEEP);
      for (var queue : strings(statement, "SELECT DISTINCT queue FROM presently_left")) {
        sendAgain(connection, queues, queue);
      }
    } catch (SQLException e) {
      throw new CannotStart("The messages of the last run cannot be sent again.", e);
    }
  }

  private static void sendAgain(Connection connection, Queues queues, String queue)
      throws SQLException {
    var left = left(connection, queue);
    try {
      for (var from = 0; from < left.size(); from += BATCH) {
        send(queues, queue, left.subList(from, Math.min(from + BATCH, left.size())));
      }
    } catch (QueueDoesNotExistException e) {
      System.err.printf("%d messages wait for %s, which is gone.%n", left.size(), queue);
      return;
    }
    try (var statement =
        connection.prepareStatement("DELETE FROM presently_left WHERE queue = ?")) {
      statement.setString(1, queue);
      statement.executeUpdate();
    }
  }

  private static void send(Queues queues, String queue, List<Left> batch) {
    var entries =
        batch.stream()
            .map(
                message ->
                    SendMessageBatchRequestEntry.builder()
                        .id(String.valueOf(message.id()))
                        .messageGroupId(message.group())
                        .messageDeduplicationId(message.deduplication())
                        .messageBody(message.body())
                        .build())
            .toList();
    var answer =
        queues
            .client()
            .sendMessageBatch(request -> request.queueUrl(queues.url(queue)).entries(entries));
    if (!answer.failed().isEmpty()) {
      throw new CannotStart(
          queue + " rejects a message of the last run: " + answer.failed().getFirst().message());
    }
  }

  private static List<Left> left(Connection connection, String queue) throws SQLException {
    var left = new ArrayList<Left>();
    try (var statement =
        connection.prepareStatement("SELECT * FROM presently_left WHERE queue = ? ORDER BY id")) {
      statement.setString(1, queue);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          left.add(
              new Left(
                  rows.getLong("id"),
                  rows.getString("group_id"),
                  rows.getString("deduplication_id"),
                  new String(rows.getBytes("content"), StandardCharsets.UTF_8)));
        }
      }
    }
    return left;
  }

  private static List<String> strings(Statement statement, String query) throws SQLException {
    var strings = new ArrayList<String>();
    try (var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        strings.add(rows.getString(1));
      }
    }
    return strings;
  }

  /** The name of the queue's table in ElasticMQ. */
  private static String table(String queue) {
    var name = queue.replace('.', '_').replace('-', '_');
    var hash = Integer.toHexString(queue.hashCode());
    return ("MESSAGE_" + name + "_" + hash).toUpperCase(Locale.ROOT);
  }
}
