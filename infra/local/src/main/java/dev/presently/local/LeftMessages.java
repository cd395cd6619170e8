package dev.presently.local;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * Restores the messages that an earlier run left in the queues. In-flight messages become visible
 * at once. Messages of a FIFO queue are sent again in order, because messages that ElasticMQ
 * restores itself do not block their group; a kill meanwhile duplicates some, but loses and
 * reorders none. Message attributes of a FIFO queue are lost.
 */
final class LeftMessages {
  private static final Duration RESTORE_TIME = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final String KEEP =
      "CREATE TABLE IF NOT EXISTS presently_left (id BIGINT GENERATED ALWAYS AS IDENTITY,"
          + " queue VARCHAR, group_id VARCHAR, deduplication_id VARCHAR, content VARBINARY)";

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
    try (var select =
            connection.prepareStatement(
                "SELECT * FROM presently_left WHERE queue = ? ORDER BY id");
        var delete = connection.prepareStatement("DELETE FROM presently_left WHERE id = ?")) {
      select.setString(1, queue);
      var messages = select.executeQuery();
      while (messages.next()) {
        send(queues, queue, messages);
        delete.setLong(1, messages.getLong("id"));
        delete.executeUpdate();
      }
    } catch (QueueDoesNotExistException e) {
      System.err.println("The messages of the last run wait for " + queue + ", which is gone.");
    } catch (SqsException e) {
      throw new CannotStart(queue + " rejects a message of the last run: " + e.getMessage(), e);
    }
  }

  private static void send(Queues queues, String queue, ResultSet message) throws SQLException {
    var request =
        SendMessageRequest.builder()
            .queueUrl(queues.url(queue))
            .messageGroupId(message.getString("group_id"))
            .messageDeduplicationId(message.getString("deduplication_id"))
            .messageBody(new String(message.getBytes("content"), StandardCharsets.UTF_8))
            .build();
    queues.client().sendMessage(request);
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
