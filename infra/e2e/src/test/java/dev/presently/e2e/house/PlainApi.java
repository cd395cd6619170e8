package dev.presently.e2e.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A caller that wants success of everything; JSON comes with single quotes. */
record PlainApi(URI baseUrl, String key) {
  /** What every body is signed with, as WAHA and wuzapi do. */
  static final String SECRET = "what-the-engine-signs-with";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  String get(String path) {
    return call("GET", path, "");
  }

  String post(String path, String json) {
    return call("POST", path, json);
  }

  /** A request that may be refused. */
  String attempt(String path, String json) {
    return answer("POST", path, json, "wait=10").body();
  }

  /** The same without a body. */
  String attempt(String path) {
    return answer("GET", path, "", "wait=10").body();
  }

  void put(String path, String json) {
    call("PUT", path, json);
  }

  void patch(String path, String json) {
    call("PATCH", path, json);
  }

  void delete(String path) {
    call("DELETE", path, "");
  }

  /** Asks for an answer before the end. */
  void later(String path, String json) {
    call("POST", path, json, "respond-async");
  }

  private String call(String method, String path, String json) {
    return call(method, path, json, "wait=10");
  }

  private String call(String method, String path, String json, String preference) {
    var answer = answer(method, path, json, preference);
    assertThat(answer.statusCode())
        .as("%s %s: %s %s", method, path, answer.body(), PolicyGuard.refused())
        .isLessThan(300);
    return answer.body();
  }

  private HttpResponse<String> answer(String method, String path, String json, String preference) {
    var body = json.replace('\'', '"');
    var request =
        HttpRequest.newBuilder(URI.create(baseUrl + path))
            .method(method, BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + key)
            .header("X-Webhook-Hmac", signature("HmacSHA512", body))
            .header("x-hmac-signature", signature("HmacSHA256", body))
            .header("Prefer", preference)
            .build();
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String signature(String algorithm, String body) {
    try {
      var mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), algorithm));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
