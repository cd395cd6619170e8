package dev.presently.relay;

import dev.presently.adapters.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An item as a stream shows it: attributes by name, numbers, texts, truths and empty lists. */
record Images(Map<String, Object> attributes) {
  static Images contact(String path) {
    return new Images(Map.of("pk", "sales", "sk", path, "revision", 1L));
  }

  /** A contact of whom something was heard. */
  static Images heard(String path, long seq, String availability) {
    String person = path.substring(path.indexOf('#') + 1);
    return contact(path)
        .with("seq", seq)
        .with("began", "2026-03-02T09:00:00Z")
        .with("updatedAt", "2026-03-02T10:00:00Z")
        .with(person.endsWith("@lid") ? "lid" : "phone", person)
        .with("mode", person.endsWith("@lid") ? "lid" : "pn")
        .with("availability", availability);
  }

  static Images session(String state) {
    return new Images(
        Map.of(
            "pk", "SESSION",
            "sk", "sales",
            "revision", 2L,
            "state", state,
            "engineType", "loopback",
            "phoneNumber", "+5511900000001",
            "createdAt", "2026-03-02T09:00:00Z",
            "updatedAt", "2026-03-02T10:00:00Z"));
  }

  /** A webhook of all sessions that wants everything. */
  static Images webhook(long id) {
    return new Images(Map.of("pk", "WEBHOOK", "sk", "%018d".formatted(id), "revision", 1L))
        .with("url", "https://receiver.presently.dev/" + id)
        .with("key", "the key that signs")
        .with("events", List.of())
        .with("coalesce", true)
        .with("enabled", true)
        .with("createdAt", "2026-03-02T09:00:00Z")
        .with("updatedAt", "2026-03-02T10:00:00Z");
  }

  /** A queued command that has ended well. */
  static Images command(String id) {
    return new Images(
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
  Images disabled(String reason) {
    return with("enabled", false).with("disabledReason", reason).with("revision", 2L);
  }

  Images composing(String since, String until) {
    return with("activity", "composing").with("activitySince", since).with("activityUntil", until);
  }

  Images with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(attributes);
    more.put(name, value);
    return new Images(more);
  }

  void write(JsonWriter out) {
    attributes.forEach((name, value) -> out.object(name, typed -> write(typed, value)));
  }

  private static void write(JsonWriter typed, Object value) {
    switch (value) {
      case Long number -> typed.text("N", number.toString());
      case Boolean truth -> typed.truth("BOOL", truth);
      case List<?> texts -> typed.texts("L", texts);
      default -> typed.text("S", value.toString());
    }
  }
}
