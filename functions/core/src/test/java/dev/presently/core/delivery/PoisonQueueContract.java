package dev.presently.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.delivery.PoisonQueue.Poison;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link PoisonQueue} keeps to. */
public abstract class PoisonQueueContract {
  private PoisonQueue queue;

  /** A queue that keeps nothing yet. */
  protected abstract PoisonQueue create();

  /** All that the queue that was created last keeps, put together again. */
  protected abstract List<Poison> kept();

  @BeforeEach
  void begin() {
    queue = create();
  }

  @Test
  void whatIsKeptIsThereWithItsReason() {
    Poison poison = poison("1", "{\"seq\":{\"S\":\"seven\"}}");

    queue.keep(poison);

    assertThat(kept()).containsExactly(poison);
  }

  /** An item may have 400 KB, and a record shows it as it was and as it is. */
  @Test
  void theLargestRecordThereCanBeIsKeptWhole() {
    Poison poison =
        poison("2", "{\"a\":\"" + "\\\"".repeat(100_000) + "é€😀".repeat(30_000) + "\"}");

    queue.keep(poison);

    assertThat(kept()).containsExactly(poison);
  }

  @Test
  void charactersThatAQueueRefusesAreKept() {
    Poison poison = poison("3", "{\"a\":\"\\u0001 \u007f \uffff \ufffe 😀\"}");

    queue.keep(poison);

    assertThat(kept()).containsExactly(poison);
  }

  @Test
  void printingItShowsNothingOfIt() {
    assertThat(poison("4", "{\"a\":\"5511999990001@s.whatsapp.net\"}"))
        .asString()
        .isEqualTo("poison 4");
  }

  private static Poison poison(String sequenceNumber, String record) {
    return new Poison("it says \"seven\"", "Presence", sequenceNumber, record);
  }
}
