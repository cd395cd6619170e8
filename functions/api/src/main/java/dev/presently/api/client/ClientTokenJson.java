package dev.presently.api.client;

import dev.presently.adapters.json.StrictJson;
import dev.presently.api.ApiResponse;
import dev.presently.core.client.ClientToken;
import dev.presently.core.session.Secret;

/** A client token in the answer that creates it. */
final class ClientTokenJson {
  private ClientTokenJson() {}

  static ApiResponse created(ClientToken token, Secret key) {
    return ApiResponse.data(
        201,
        StrictJson.newObject()
            .put("token", ClientTokens.sign(token, key))
            .put("expiresAt", token.expiresAt().toString()));
  }
}
