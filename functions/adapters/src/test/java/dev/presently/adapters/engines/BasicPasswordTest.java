package dev.presently.adapters.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.TestClock;
import dev.presently.core.engine.IntakeRequest;
import dev.presently.core.session.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BasicPasswordTest {
  private static final Secret SECRET = new Secret("s:p@ce/0123456789");
  private static final String ENCODED = "s%3Ap%40ce%2F0123456789";

  private static IntakeRequest request(String authorization) {
    return new IntakeRequest(
        new byte[0],
        name -> name.equals("Authorization") ? Optional.of(authorization) : Optional.empty(),
        TestClock.START);
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "https://presently.dev/api/intake/shop,https://presently:%s@presently.dev/api/intake/shop",
    "http://127.0.0.1:8080/api/intake/shop,http://presently:%s@127.0.0.1:8080/api/intake/shop"
  })
  void theUrlHoldsTheSecretPercentEncoded(String url, String expected) {
    assertThat(BasicPassword.inUrl(URI.create(url), SECRET))
        .hasToString(expected.formatted(ENCODED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"presently:s:p@ce/0123456789", ":s:p@ce/0123456789", "x:" + ENCODED})
  void thePasswordIsAcceptedWithAnyUserDecodedOrNot(String pair) {
    assertThat(BasicPassword.is(SECRET, request(basic(pair)))).isTrue();
    assertThat(BasicPassword.is(SECRET, request(basic(pair).replace("Basic", "basic")))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Basic",
        "Basic ",
        "Basic ???",
        "Bearer s:p@ce/0123456789",
        "s:p@ce/0123456789"
      })
  void anythingElseIsRefused(String authorization) {
    assertThat(request(authorization).basicPassword()).isEmpty();
    assertThat(BasicPassword.is(SECRET, request(authorization))).isFalse();
  }

  @Test
  void anotherPasswordIsRefused() {
    assertThat(BasicPassword.is(SECRET, request(basic("presently:s:p@ce/012345678")))).isFalse();
    assertThat(BasicPassword.is(SECRET, request(basic("s:p@ce/0123456789")))).isFalse();
    assertThat(BasicPassword.is(SECRET, request(basic("presently:")))).isFalse();
  }
}
