package dev.presently.core.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.core.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  @Test
  void aliasesMeanTheSame() {
    assertThat(Availability.parse("online")).isEqualTo(Availability.parse("available"));
    assertThat(Availability.parse("offline")).isEqualTo(Availability.parse("unavailable"));
    assertThat(Typing.parse("typing")).isEqualTo(Typing.parse("composing"));
    assertThat(Typing.parse("recording").activity()).contains(Activity.RECORDING);
    assertThat(Typing.parse("paused").activity()).isEmpty();
    assertThat(Shown.parse("typing")).isEqualTo(Shown.COMPOSING);
    assertThat(Shown.parse("online")).isEqualTo(Shown.AVAILABLE);
    assertThat(Shown.parse("offline")).isEqualTo(Shown.UNAVAILABLE);
    assertThat(Shown.parse("recording").word()).isEqualTo("recording");
    assertThat(Shown.parse("unknown")).isEqualTo(Shown.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Available", "away", "AVAILABLE", " composing"})
  void otherWordsAreRefusedWithTheAcceptedOnes(String word) {
    assertThatThrownBy(() -> Availability.parse(word))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("available");
    assertThatThrownBy(() -> Typing.parse(word))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("composing");
    assertThatThrownBy(() -> Shown.parse(word))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("recording");
  }

  @Test
  void aSeqIsNeverNegative() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Seq(-1));
  }
}
