package dev.presently.local.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is known of an engine's answers and webhooks: the files {@code commands.json} and {@code
 * webhook-*.json} that the engine adapters are tested with. Their session {@code shop} becomes that
 * of the stub.
 */
record EngineFacts(String engine, String session, JsonNode commands) {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  static EngineFacts of(String engine, String session) {
    return new EngineFacts(
        engine, session, MAPPER.readTree(resource(engine, "commands")).path("commands"));
  }

  /** The answer of the command's case with this name. */
  StubAnswer answer(String command, String situation) {
    var found =
        commands
            .valueStream()
            .filter(one -> one.path("command").asString().equals(command))
            .flatMap(
                one ->
                    (one.has("answers") ? one : one.path("nearest")).path("answers").valueStream())
            .filter(one -> one.path("case").asString().equals(situation))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "%s: no case '%s' of %s".formatted(engine, situation, command)));
    return new StubAnswer(
        found.path("status").intValue(),
        found.path("contentType").asString("application/json"),
        named(found.path("body")));
  }

  /** The webhook body in {@code webhook-NAME.json}. */
  ObjectNode webhook(String name) {
    return (ObjectNode) named(MAPPER.readTree(resource(engine, "webhook-" + name)));
  }

  private JsonNode named(JsonNode body) {
    return body.isMissingNode()
        ? body
        : MAPPER.readTree(
            body.toString().replaceAll("\\bshop\\b", Matcher.quoteReplacement(session)));
  }

  private static String resource(String engine, String name) {
    var path = "/engines/" + engine + "/" + name + ".json";
    try (var stream = EngineFacts.class.getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalStateException("no resource " + path);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
