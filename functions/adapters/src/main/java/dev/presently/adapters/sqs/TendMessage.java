package dev.presently.adapters.sqs;

import static dev.presently.adapters.json.StrictJson.putIfPresent;
import static dev.presently.adapters.json.StrictJson.requiredText;

import dev.presently.adapters.json.StrictJson;
import dev.presently.core.engine.TendRequest;
import dev.presently.core.session.SessionName;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message of the tend queue: do what is due for a session, or one step of its pass.
 *
 * <pre>
 * session    name
 * askBefore  the pass, for a step; the following fields only then
 * step       number
 * position   the path of the contact reached; absent at the start
 * </pre>
 */
public final class TendMessage {
  private TendMessage() {}

  public static String write(TendRequest request) {
    ObjectNode message = StrictJson.newObject().put("session", request.session().value());
    request
        .step()
        .ifPresent(
            step ->
                putIfPresent(
                    message
                        .put("askBefore", step.askBefore().toString())
                        .put("step", step.number()),
                    "position",
                    step.position()));
    return SqsQueue.text(message);
  }

  /** Reads a written message; a fault for anything else. */
  public static TendRequest read(String body) {
    ObjectNode message = StrictJson.object(body);
    var session = new SessionName(requiredText(message, "session"));
    return new TendRequest(
        session, message.has("askBefore") ? Optional.of(step(message)) : Optional.empty());
  }

  private static TendRequest.Step step(ObjectNode message) {
    return new TendRequest.Step(
        Instant.parse(requiredText(message, "askBefore")),
        message.required("step").longValue(),
        message.path("position").stringValueOpt());
  }
}
