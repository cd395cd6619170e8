package dev.presently.api.access;

import static dev.presently.adapters.json.StrictJson.putIfPresent;

import dev.presently.adapters.json.StrictJson;
import dev.presently.api.ApiResponse;
import dev.presently.api.Responses;
import dev.presently.core.Page;
import dev.presently.core.access.ApiKey;
import dev.presently.core.access.KeyId;
import dev.presently.core.access.KeyText;
import dev.presently.core.access.Scope;
import dev.presently.core.session.SessionName;
import tools.jackson.databind.node.ObjectNode;

/** API keys in answers; a key's text only in the answer that creates it. */
final class KeyJson {
  static final String LIST = "keys";

  private KeyJson() {}

  static ApiResponse answer(ApiKey key) {
    return ApiResponse.data(200, key(key));
  }

  static ApiResponse created(ApiKey key, KeyText text) {
    return ApiResponse.data(201, key(key).put("key", text.value()));
  }

  static ApiResponse page(Page<ApiKey> page) {
    return Responses.page(LIST, page, KeyJson::key, key -> key.id().value());
  }

  static ApiResponse notFound(KeyId id) {
    return ApiResponse.error(404, "key_not_found", "there is no key " + id);
  }

  private static ObjectNode key(ApiKey key) {
    ObjectNode json = StrictJson.newObject().put("id", key.id().value()).put("label", key.label());
    key.grant().scopes().stream().map(Scope::word).sorted().forEach(json.putArray("scopes")::add);
    key.grant()
        .sessions()
        .ifPresent(
            names ->
                names.stream()
                    .map(SessionName::value)
                    .sorted()
                    .forEach(json.putArray("sessions")::add));
    json.put("isActive", key.isActive())
        .put("rateLimitPerMinute", key.ratePerMinute())
        .put("createdAt", key.createdAt().toString());
    putIfPresent(json, "expiresAt", key.expiresAt());
    return putIfPresent(json, "lastUsedAt", key.lastUsedAt());
  }
}
