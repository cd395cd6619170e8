package dev.presently.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {
  private static final String TEXT = "prs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

  @Test
  void aKeyIsItsPrefixAndThirtyTwoBytes() {
    assertThat(KeyText.of(new byte[32]).value()).isEqualTo(TEXT);
    assertThatThrownBy(() -> KeyText.of(new byte[31])).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "prs_", "prs_A", TEXT + "A", " " + TEXT, "PRS_" + "A", "key"})
  void whatHasNotItsFormIsNone(String text) {
    assertThat(KeyText.read(text)).isEmpty();
  }

  @Test
  void itsIdIsHalfOfItsHash() {
    KeyHash hash = KeyText.of(new byte[32]).hash();

    // sha256sum of the text
    assertThat(hash.hex())
        .isEqualTo("8242854d38151df702d030397fc19a77ce194fd7e9b1c03f6893dc0da2b84924");
    assertThat(hash.id().value()).isEqualTo("key_" + hash.hex().substring(0, 32));
  }

  @Test
  void hashesAreTheSameOnlyWhereTheyAreEqual() {
    KeyHash hash = KeyText.of(new byte[32]).hash();
    // The same id, another key.
    KeyHash other =
        new KeyHash(hash.hex().substring(0, 63) + (hash.hex().endsWith("0") ? '1' : '0'));

    assertThat(hash.isSameAs(new KeyHash(hash.hex()))).isTrue();
    assertThat(other.id()).isEqualTo(hash.id());
    assertThat(hash.isSameAs(other)).isFalse();
  }

  @Test
  void nobodyPrintsAKey() {
    assertThat(KeyText.of(new byte[32]) + " " + new MasterKey("a master key to print"))
        .doesNotContain("AAAA")
        .doesNotContain("master");
  }
}
