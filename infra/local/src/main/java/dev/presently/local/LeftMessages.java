package dev.presently.local;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Brings back the messages that an earlier run left in the queues. What was with a function then is
 * due at once. A FIFO queue's messages are sent again in their order, because those that ElasticMQ
 * reads back itself do not block their group; a kill meanwhile makes some come twice, but loses and
 * reorders none. Message attributes of a FIFO queue are not kept.
 */
final class LeftMessages {
  private static final int BATCH = 10;
  private static final String KEEP =
      "CREATE TABLE IF NOT EXISTS presently_left (id BIGINT GENERATED ALWAYS AS IDENTITY,"
          + " queue VARCHAR, group_id VARCHAR, deduplication_id VARCHAR, content VARBINARY)";

  private record Left(String group, String deduplication, String body) {}

  private LeftMessages() {}

  /**
   * To be called while nobody uses the database, which may not exist yet. Returns the queues that
   * ElasticMQ will read back, each with the number of its messages.
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
        return kept; // The earlier run was killed before it had made its tables.
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
        kept.put(queue, count(statement, table(queue)));
      }
      connection.commit();
      return kept;
    } catch (SQLException e) {
      throw new CannotStart("The messages in " + database + " cannot be read.", e);
    }
  }

  /** To be called when the queues are there, before anything else is sent. */
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
    var entries = new ArrayList<SendMessageBatchRequestEntry>();
    for (var message : batch) {
      entries.add(
          SendMessageBatchRequestEntry.builder()
              .id(String.valueOf(entries.size()))
              .messageGroupId(message.group())
              .messageDeduplicationId(message.deduplication())
              .messageBody(message.body())
              .build());
    }
    var answer =
        queues
            .client()
            .sendMessageBatch(request -> request.queueUrl(queues.url(queue)).entries(entries));
    if (!answer.failed().isEmpty()) {
      throw new CannotStart(
          queue + " refuses a message of the last run: " + answer.failed().getFirst().message());
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
                  rows.getString("group_id"),
                  rows.getString("deduplication_id"),
                  new String(rows.getBytes("content"), StandardCharsets.UTF_8)));
        }
      }
    }
    return left;
  }

  private static long count(Statement statement, String table) throws SQLException {
    try (var rows = statement.executeQuery("SELECT COUNT(*) FROM \"" + table + "\"")) {
      rows.next();
      return rows.getLong(1);
    }
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

  /** The table's name as ElasticMQ makes it of the queue's. */
  private static String table(String queue) {
    var name = queue.replace('.', '_').replace('-', '_');
    var hash = Integer.toHexString(queue.hashCode());
    return ("MESSAGE_" + name + "_" + hash).toUpperCase(Locale.ROOT);
  }
}
