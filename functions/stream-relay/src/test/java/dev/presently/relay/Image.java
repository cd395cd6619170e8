package dev.presently.relay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An item in a stream record: numbers, strings, booleans, lists and maps by attribute name. */
record Image(Map<String, Object> attributes) {
  static Image contact(String path) {
    return new Image(Map.of("pk", "sales", "sk", path, "revision", 1L));
  }

  /** A contact with a presence. */
  static Image presence(String path, long seq, String availability) {
    String person = path.substring(path.indexOf('#') + 1);
    return contact(path)
        .with("seq", seq)
        .with("began", "2026-03-02T09:00:00Z")
        .with("updatedAt", "2026-03-02T10:00:00Z")
        .with(person.endsWith("@lid") ? "lid" : "phone", person)
        .with("mode", person.endsWith("@lid") ? "lid" : "pn")
        .with("availability", availability);
  }

  static Image session(String state) {
    return new Image(
        Map.of(
            "pk", "SESSION#sales",
            "sk", "SESSION",
            "revision", 2L,
            "state", state,
            "engineType", "loopback",
            "phoneNumber", "+5511900000001",
            "createdAt", "2026-03-02T09:00:00Z",
            "updatedAt", "2026-03-02T10:00:00Z"));
  }

  /** A webhook that receives all events of all sessions. */
  static Image webhook(long id) {
    return new Image(
            Map.of("pk", "WEBHOOK#%018d".formatted(id), "sk", "WEBHOOK", "id", id, "revision", 1L))
        .with("url", "https://receiver.presently.dev/" + id)
        .with("key", "the key that signs")
        .with("events", List.of())
        .with("coalesce", true)
        .with("enabled", true)
        .with("createdAt", "2026-03-02T09:00:00Z")
        .with("updatedAt", "2026-03-02T10:00:00Z");
  }

  /** A queued command that succeeded. */
  static Image command(String id) {
    return new Image(
        Map.of(
            "pk",
            "COMMAND#sales",
            "sk",
            id,
            "success",
            true,
            "result",
            "{\"success\":true}",
            "at",
            "2026-03-02T10:00:00.250Z",
            "expiresAt",
            1772532000L));
  }

  /** The same webhook, disabled for this reason. */
  Image disabled(String reason) {
    return with("enabled", false).with("disabledReason", reason).with("revision", 2L);
  }

  Image composing(String since, String until) {
    return with("activity", "composing").with("activitySince", since).with("activityUntil", until);
  }

  Image with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(attributes);
    more.put(name, value);
    return new Image(more);
  }

  void write(ObjectNode out) {
    attributes.forEach((name, value) -> write(out.putObject(name), value));
  }

  private static void write(ObjectNode typed, Object value) {
    switch (value) {
      case Long number -> typed.put("N", number.toString());
      case Boolean bool -> typed.put("BOOL", bool);
      case List<?> strings -> {
        ArrayNode list = typed.putArray("L");
        strings.forEach(string -> write(list.addObject(), string));
      }
      case Map<?, ?> members -> {
        ObjectNode map = typed.putObject("M");
        members.forEach((name, member) -> write(map.putObject(name.toString()), member));
      }
      default -> typed.put("S", value.toString());
    }
  }
}
