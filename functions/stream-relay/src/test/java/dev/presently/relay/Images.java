package dev.presently.relay;

import dev.presently.adapters.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** An item as a stream shows it: attributes by name, numbers and texts. */
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

  Images composing(String since, String until) {
    return with("activity", "composing").with("activitySince", since).with("activityUntil", until);
  }

  Images with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(attributes);
    more.put(name, value);
    return new Images(more);
  }

  void write(JsonWriter out) {
    attributes.forEach(
        (name, value) ->
            out.object(
                name, typed -> typed.text(value instanceof Long ? "N" : "S", value.toString())));
  }
}
