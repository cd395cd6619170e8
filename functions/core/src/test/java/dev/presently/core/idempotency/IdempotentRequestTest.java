package dev.presently.core.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.core.InvalidValue;
import dev.presently.core.access.KeyId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotentRequestTest {
  private static final KeyId KEY = new KeyId("key_0123456789abcdef0123456789abcdef");

  private static Fingerprint name(String path, String key) {
    return new IdempotentRequest(KEY, "POST", path, new IdempotencyKey(key)).fingerprint();
  }

  @Test
  void noTwoNamesAreStoredAsOne() {
    assertThat(name("/api/a", "b")).isEqualTo(name("/api/a", "b"));
    assertThat(name("/api/a", "b")).isNotEqualTo(name("/api/a", "c"));
    assertThat(name("/api/a\nb", "c")).isNotEqualTo(name("/api/a", "b c"));
    assertThat(name("/api/5511999999999", "b").toString()).matches("[0-9a-f]{64}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "é", "a\tb", "a\nb", "\u007f", "😀"})
  void whatIsNoPrintableAsciiIsNoKey(String text) {
    assertThatThrownBy(() -> IdempotencyKey.parse(text)).isInstanceOf(InvalidValue.class);
  }

  @Test
  void aKeyHasAtMost128Characters() {
    assertThat(IdempotencyKey.parse("~ ".repeat(64)).value()).hasSize(128);
    assertThatThrownBy(() -> IdempotencyKey.parse("k".repeat(129)))
        .isInstanceOf(InvalidValue.class);
  }

  @Test
  void aFingerprintIsSha256() {
    assertThat(Fingerprint.of("abc".getBytes(StandardCharsets.UTF_8)))
        .hasToString("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThatThrownBy(() -> new Fingerprint("abc")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlySuccessesOfAtMost256KibAreKept() {
    assertThat(new StoredResponse(199, Map.of(), "").isStorable()).isFalse();
    assertThat(new StoredResponse(200, Map.of(), "").isStorable()).isTrue();
    assertThat(new StoredResponse(299, Map.of(), "").isStorable()).isTrue();
    assertThat(new StoredResponse(300, Map.of(), "").isStorable()).isFalse();
    assertThat(new StoredResponse(200, Map.of(), "é".repeat(128 * 1024)).isStorable()).isTrue();
    assertThat(new StoredResponse(200, Map.of(), "é".repeat(128 * 1024) + "x").isStorable())
        .isFalse();
  }

  @Test
  void anAnswerThatIsPrintedShowsNothing() {
    assertThat(new StoredResponse(201, Map.of(), "hidden")).hasToString("StoredResponse[201]");
  }
}
