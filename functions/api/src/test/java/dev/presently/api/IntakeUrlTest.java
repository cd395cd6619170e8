package dev.presently.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.session.SessionName;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeUrlTest {
  private static final SessionName SHOP = new SessionName("shop");

  private static Optional<URI> url(
      Optional<String> protocol, Optional<String> domain, Optional<String> host, String path) {
    String route = path.endsWith("/api/sessions") ? "/api/sessions" : "/api/sessions/{session}";
    return new IntakeUrl(ApiUrl.of(protocol, domain, host, path, route)).of(SHOP);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // API Gateway's own name, with the stage in the path.
        "https | a1.execute-api.eu-central-1.amazonaws.com | a1.execute-api.eu-central-1.amazonaws.com | /live/api/sessions/shop/start | https://a1.execute-api.eu-central-1.amazonaws.com/live",
        // A custom domain, without and with a base path mapping.
        "https | presence.acme.com | presence.acme.com | /api/sessions | https://presence.acme.com",
        "https | presence.acme.com | presence.acme.com | /v1/wa/api/sessions/shop | https://presence.acme.com/v1/wa",
        // The local runner: no protocol, a port in both.
        "- | localhost:8080 | localhost:8080 | /api/sessions | http://localhost:8080",
        "- | [::1]:8080 | [::1]:8080 | /api/sessions | http://[::1]:8080",
        // Emulators: the port in the host header alone, or no domain name.
        "http | a1.localhost.dev | a1.localhost.dev:4566 | /live/api/sessions | http://a1.localhost.dev:4566/live",
        "http | - | 127.0.0.1:3000 | /api/sessions | http://127.0.0.1:3000",
        // A host header of another name does not count.
        "https | presence.acme.com | evil.dev:444 | /api/sessions | https://presence.acme.com",
        "https, http | presence.acme.com | - | /api/sessions/api/start | https://presence.acme.com",
      })
  void itIsBelowTheApiThatReceivedTheRequest(
      String protocol, String domain, String host, String path, String api) {
    assertThat(
            url(
                Optional.ofNullable(protocol),
                Optional.ofNullable(domain),
                Optional.ofNullable(host),
                path))
        .contains(URI.create(api + "/api/intake/shop"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "host/path", "user@host", "host:", "host:123456", "[x]", "{}"})
  void anUnusableNameMakesNoUrl(String host) {
    assertThat(url(Optional.empty(), Optional.empty(), Optional.of(host), "/")).isEmpty();
  }

  @Test
  void withoutAnyNameThereIsNoUrl() {
    assertThat(url(Optional.empty(), Optional.empty(), Optional.empty(), "/")).isEmpty();
  }

  @Test
  void theSampleRequestHasOne() {
    assertThat(new ApiRequest(Call.sample(), new OperationScope.Open()).intakeUrl().of(SHOP))
        .contains(
            URI.create(
                "https://k3v9w2x1y0.execute-api.sa-east-1.amazonaws.com/live/api/intake/shop"));
  }

  @Test
  void aFunctionUrlOfTheStackIsShownInsteadOfTheApi() {
    var event = Call.sample().deepCopy().asObject();
    event.putObject("stageVariables").put("intakeUrl", "https://a1.lambda-url.sa-east-1.on.aws/");

    assertThat(new ApiRequest(event, new OperationScope.Open()).intakeUrl().of(SHOP))
        .contains(URI.create("https://a1.lambda-url.sa-east-1.on.aws/api/intake/shop"));
  }
}
