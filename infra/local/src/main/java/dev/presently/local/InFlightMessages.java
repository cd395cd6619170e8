package dev.presently.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;

/**
 * Hands back the messages that were with a function when the process was killed. ElasticMQ would
 * hide each for the rest of its visibility timeout and let its group overtake it meanwhile.
 */
final class InFlightMessages {
  private static final String TABLES =
      "SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'MESSAGE\\_%'";

  private InFlightMessages() {}

  /** To be called while nobody uses the database, which may not exist yet. */
  static void handBack(String url, Path database) {
    if (Files.notExists(Path.of(database + ".mv.db"))) {
      return;
    }
    try (var connection = DriverManager.getConnection(url, "", "");
        var statement = connection.createStatement()) {
      var tables = new ArrayList<String>();
      try (var found = statement.executeQuery(TABLES)) {
        while (found.next()) {
          tables.add(found.getString(1));
        }
      }
      for (var table : tables) {
        statement.executeUpdate(
            "UPDATE \"" + table + "\" SET next_delivery = created WHERE receive_count > 0");
      }
    } catch (SQLException e) {
      throw new CannotStart("The messages in " + database + " cannot be read.", e);
    }
  }
}
