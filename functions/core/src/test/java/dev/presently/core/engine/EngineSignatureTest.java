package dev.presently.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.TestClock;
import dev.presently.core.session.Secret;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EngineSignatureTest {
  private static final EngineSignature SIGNATURE =
      new EngineSignature("X-Signature", "HmacSHA256", "sha256=");
  private static final Secret SECRET = new Secret("a-secret-of-the-engine");

  /** Large enough that computing its HMAC takes milliseconds. */
  private static final byte[] BODY = new byte[16 * 1024 * 1024];

  @Test
  void aMissingSignatureTakesAsLongAsAWrongOne() {
    long wrong = leastNanos(Optional.of("sha256=00"));

    assertThat(leastNanos(Optional.empty())).isGreaterThan(wrong / 4);
  }

  private static long leastNanos(Optional<String> header) {
    var request = new IntakeRequest(BODY, _ -> header, TestClock.START);
    return LongStream.range(0, 5)
        .map(
            _ -> {
              long began = System.nanoTime();
              assertThat(SIGNATURE.isValid(request, SECRET)).isFalse();
              return System.nanoTime() - began;
            })
        .min()
        .orElseThrow();
  }
}
