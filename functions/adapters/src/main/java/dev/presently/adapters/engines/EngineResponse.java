package dev.presently.adapters.engines;

import dev.presently.core.engine.EngineAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** The response of an engine: its status and at most 64 KiB of its body. */
public final class EngineResponse {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final int MAX_REASON = 200;

  private final int status;
  private final byte[] body;

  public EngineResponse(int status, byte[] body) {
    this.status = status;
    this.body = body.clone();
  }

  public int status() {
    return status;
  }

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** A missing node if the body is not JSON. */
  public JsonNode json() {
    try {
      JsonNode json = MAPPER.readTree(body);
      return json == null ? MissingNode.getInstance() : json;
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }

  /** A refusal with the engine's sentence, or with the beginning of the body if it has none. */
  public EngineAnswer.Refused refused(Optional<String> sentence) {
    return new EngineAnswer.Refused(
        status, sentence.map(EngineResponse::printable).orElseGet(this::excerpt));
  }

  /**
   * A refusal, but an engine behind a proxy that cannot reach it (502, 504), or that is overloaded
   * (429, 503), counts as unreachable: the same command can succeed later.
   */
  public EngineAnswer failure(Optional<String> sentence) {
    EngineAnswer.Refused refused = refused(sentence);
    return switch (status) {
      case 429, 502, 503, 504 ->
          new EngineAnswer.Unreachable(
              printable("HTTP " + status + " " + refused.reason()).strip());
      default -> refused;
    };
  }

  /** The beginning of the body; every character that is not printable ASCII is {@code \xNN}. */
  public String excerpt() {
    return printable(
        new String(body, 0, Math.min(body.length, MAX_REASON), StandardCharsets.UTF_8));
  }

  /** At most 200 characters; others than printable ASCII are escaped. */
  public static String printable(String text) {
    var escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      String next =
          c >= ' ' && c < 0x7f && c != '\\' ? String.valueOf(c) : "\\x%02x".formatted((int) c);
      if (escaped.length() + next.length() > MAX_REASON) {
        break;
      }
      escaped.append(next);
    }
    return escaped.toString();
  }
}
