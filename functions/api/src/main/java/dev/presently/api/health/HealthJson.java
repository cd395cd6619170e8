package dev.presently.api.health;

import dev.presently.api.ApiResponse;

/** That the service answers, and its version. */
final class HealthJson {
  private HealthJson() {}

  static ApiResponse answer(String version) {
    return ApiResponse.data(200, json -> json.text("status", "ok").text("version", version));
  }
}
