package dev.presently.api.client;

import dev.presently.adapters.json.StrictJson;
import dev.presently.api.ApiResponse;
import dev.presently.api.Responses;
import dev.presently.core.client.ClientAction;
import dev.presently.core.client.ClientRules;
import dev.presently.core.client.WebOrigin;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.util.stream.Collectors;

/** Client rules in answers, without the key that signs tokens. */
final class ClientRulesJson {
  private ClientRulesJson() {}

  static ApiResponse answer(ClientRules rules) {
    return ApiResponse.data(
        200,
        StrictJson.newObject()
            .put(
                "allowedActions",
                rules.actions().stream()
                    .sorted()
                    .map(ClientAction::word)
                    .collect(Collectors.joining(",")))
            .put(
                "allowedOrigins",
                rules.origins().stream()
                    .map(WebOrigin::value)
                    .sorted()
                    .collect(Collectors.joining(",")))
            .put("rateLimit", rules.ratePerMinute())
            .put("maxDaily", rules.maxDaily())
            .put("enabled", rules.isEnabled()));
  }

  /** There are no rules, or not even the session. */
  static ApiResponse missing(SessionStore sessions, SessionName name) {
    return sessions.find(name).isEmpty()
        ? Responses.noSession(name)
        : ApiResponse.error(
            404,
            "client_rules_not_found",
            "the session %s has no client rules; set them with PUT /api/sessions/%s/client-rules"
                .formatted(name, name));
  }
}
