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
    assertThat(PresenceState.parse("typing")).isEqualTo(PresenceState.COMPOSING);
    assertThat(PresenceState.parse("online")).isEqualTo(PresenceState.AVAILABLE);
    assertThat(PresenceState.parse("offline")).isEqualTo(PresenceState.UNAVAILABLE);
    assertThat(PresenceState.parse("recording").word()).isEqualTo("recording");
    assertThat(PresenceState.parse("unknown")).isEqualTo(PresenceState.UNKNOWN);
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
    assertThatThrownBy(() -> PresenceState.parse(word))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("recording");
  }

  @Test
  void aSeqIsNeverNegative() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Seq(-1));
  }
}
