package dev.presently.local.engine;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** An answer of an engine; the body is a missing node where there is none. */
record StubAnswer(int status, String contentType, JsonNode body) {
  static StubAnswer json(int status, JsonNode body) {
    return new StubAnswer(status, "application/json", body);
  }

  static StubAnswer text(int status) {
    return new StubAnswer(status, "text/plain", MissingNode.getInstance());
  }

  /** A route that the stub does not have. */
  static StubAnswer noRoute() {
    return text(404);
  }

  /** With the contact in place of that of the examples. */
  StubAnswer naming(StubContact contact) {
    return body.isMissingNode()
        ? this
        : new StubAnswer(
            status,
            contentType,
            JsonMapper.shared()
                .readTree(body.toString().replace(StubContact.STRANGER.user(), contact.user())));
  }

  byte[] bytes() {
    return body.isMissingNode() ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8);
  }
}
