package dev.presently.adapters.engines.waha;

import dev.presently.adapters.json.StrictJson;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.session.Secret;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Presently's entry among the webhooks in the configuration of a WAHA session. */
record WahaWebhook(EngineCommand.Intake intake) {
  /** The events that {@link WahaEventReader} reads. */
  private static final List<String> EVENTS =
      List.of("message", "presence.update", "session.status");

  /**
   * The configuration with this webhook, or empty if it is set already. All else in the
   * configuration stays, also the entry's own headers and retries.
   */
  Optional<ObjectNode> addedTo(JsonNode config) {
    ObjectNode changed =
        config.asObjectOpt().map(ObjectNode::deepCopy).orElseGet(StrictJson::newObject);
    ArrayNode webhooks =
        changed.path("webhooks").asArrayOpt().orElseGet(() -> changed.putArray("webhooks"));
    entry(webhooks).ifPresentOrElse(this::change, () -> change(webhooks.addObject()));
    return changed.equals(config) ? Optional.empty() : Optional.of(changed);
  }

  private Optional<ObjectNode> entry(ArrayNode webhooks) {
    return webhooks
        .valueStream()
        .filter(webhook -> webhook.path("url").asString("").equals(url()))
        .flatMap(webhook -> webhook.asObjectOpt().stream())
        .findFirst();
  }

  private void change(ObjectNode webhook) {
    webhook.put("url", url());
    if (!events(webhook).equals(Set.copyOf(EVENTS))) {
      EVENTS.forEach(webhook.putArray("events")::add);
    }
    intake
        .secret()
        .map(Secret::value)
        .filter(key -> !webhook.path("hmac").path("key").asString("").equals(key))
        .ifPresent(key -> webhook.putObject("hmac").put("key", key));
  }

  private static Set<String> events(JsonNode webhook) {
    return webhook
        .path("events")
        .valueStream()
        .map(event -> event.asString(""))
        .collect(Collectors.toSet());
  }

  private String url() {
    return intake.url().toString();
  }
}
