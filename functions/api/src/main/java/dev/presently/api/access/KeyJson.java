package dev.presently.api.access;

import dev.presently.adapters.json.JsonWriter;
import dev.presently.api.ApiResponse;
import dev.presently.api.Responses;
import dev.presently.core.Page;
import dev.presently.core.access.ApiKey;
import dev.presently.core.access.KeyId;
import dev.presently.core.access.KeyText;
import dev.presently.core.access.Scope;
import dev.presently.core.session.SessionName;

/** A key in an answer; its text only in the answer that creates it. */
final class KeyJson {
  static final String LIST = "keys";

  private KeyJson() {}

  static ApiResponse answer(ApiKey key) {
    return ApiResponse.data(200, json -> write(json, key));
  }

  static ApiResponse created(ApiKey key, KeyText text) {
    return ApiResponse.data(
        201,
        json -> {
          write(json, key);
          json.text("key", text.value());
        });
  }

  static ApiResponse page(Page<ApiKey> page) {
    return Responses.page(LIST, page, KeyJson::write);
  }

  static ApiResponse notFound(KeyId id) {
    return ApiResponse.error(404, "key_not_found", "there is no key " + id);
  }

  private static void write(JsonWriter json, ApiKey key) {
    json.text("id", key.id().value())
        .text("label", key.label())
        .texts("scopes", key.grant().scopes().stream().map(Scope::word).sorted().toList());
    key.grant()
        .sessions()
        .ifPresent(
            names ->
                json.texts("sessions", names.stream().map(SessionName::value).sorted().toList()));
    json.truth("isActive", key.isActive())
        .number("rateLimitPerMinute", key.ratePerMinute())
        .text("createdAt", key.createdAt().toString())
        .text("expiresAt", key.expiresAt())
        .text("lastUsedAt", key.lastUsedAt());
  }
}
