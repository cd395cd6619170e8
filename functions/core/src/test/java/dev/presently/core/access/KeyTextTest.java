package dev.presently.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {
  /** The checksum is of another program: Python's hmac. */
  private static final String TEXT = "prs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAF1bJk-Fh";

  @Test
  void aKeyIsItsPrefixThirtyTwoBytesAndTheirChecksum() {
    assertThat(KeyTexts.text(0).value()).isEqualTo(TEXT);
    assertThatThrownBy(() -> KeyText.of(new byte[31], KeyTexts.CHECKSUM_KEY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anyChangedCharacterMakesTheChecksumWrong() {
    assertThat(KeyTexts.text(0).hasChecksumOf(KeyTexts.CHECKSUM_KEY)).isTrue();
    for (int i = 4; i < TEXT.length(); i++) {
      String changed = TEXT.substring(0, i) + '9' + TEXT.substring(i + 1);
      assertThat(new KeyText(changed).hasChecksumOf(KeyTexts.CHECKSUM_KEY)).as(changed).isFalse();
    }
  }

  @Test
  void theChecksumOfAnotherDeploymentIsWrong() {
    byte[] bytes = new byte[ChecksumKey.BYTES];
    bytes[31] = 1;

    assertThat(KeyTexts.text(0).hasChecksumOf(ChecksumKey.of(bytes))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "prs_", "prs_A", TEXT + "A", " " + TEXT, "PRS_" + "A", "key"})
  void whatHasNotItsFormIsNone(String text) {
    assertThat(KeyText.read(text)).isEmpty();
  }

  @Test
  void itsIdIsHalfOfItsHash() {
    KeyHash hash = KeyTexts.text(0).hash();

    // sha256sum of the text
    assertThat(hash.hex())
        .isEqualTo("4dfa69dade073bb0e32ffbe0b484f5c8597f612ef189a6c6faa5e48ee64a6404");
    assertThat(hash.id().value()).isEqualTo("key_" + hash.hex().substring(0, 32));
  }

  @Test
  void hashesAreTheSameOnlyWhereTheyAreEqual() {
    KeyHash hash = KeyTexts.text(0).hash();
    // The same id, another key.
    KeyHash other =
        new KeyHash(hash.hex().substring(0, 63) + (hash.hex().endsWith("0") ? '1' : '0'));

    assertThat(hash.isSameAs(new KeyHash(hash.hex()))).isTrue();
    assertThat(other.id()).isEqualTo(hash.id());
    assertThat(hash.isSameAs(other)).isFalse();
  }

  @Test
  void nobodyPrintsAKey() {
    assertThat(
            KeyTexts.text(0) + " " + KeyTexts.CHECKSUM_KEY + new MasterKey("a master key to print"))
        .doesNotContain("AAAA")
        .doesNotContain("master");
  }
}
