package dev.presently.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.command.CommandResult;
import dev.presently.core.command.CommandResults;
import dev.presently.core.command.CorrelationId;
import dev.presently.core.session.SessionName;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link CommandResults} keeps to. */
public abstract class CommandResultsContract {
  private static final SessionName SHOP = new SessionName("shop");
  private static final CorrelationId ID = CorrelationId.of("1");

  private CommandResults results;

  /** One that has kept nothing yet. */
  protected abstract CommandResults create();

  /** All that is kept by the one that was created last. */
  protected abstract List<CommandResult> kept();

  @BeforeEach
  void begin() {
    results = create();
  }

  @Test
  void whatWasNeverKeptIsNotThere() {
    assertThat(results.contains(SHOP, ID)).isFalse();
    assertThat(kept()).isEmpty();
  }

  @Test
  void aResultIsKeptAsItIs() {
    CommandResult failed = result(ID, false, "{\"error\":\"ação 😀\",\"code\":\"engine_cannot\"}");

    results.keep(failed);

    assertThat(results.contains(SHOP, ID)).isTrue();
    assertThat(kept()).containsExactly(failed);
  }

  @Test
  void theFirstResultStands() {
    CommandResult first = result(ID, true, "{\"success\":true}");
    results.keep(first);

    results.keep(result(ID, false, "{}"));

    assertThat(kept()).containsExactly(first);
  }

  @Test
  void theSameIdInAnotherSessionIsAnotherCommand() {
    results.keep(result(ID, true, "{}"));

    assertThat(results.contains(new SessionName("desk"), ID)).isFalse();
    assertThat(results.contains(SHOP, CorrelationId.of("2"))).isFalse();
  }

  @Test
  void ofManyWhoKeepAResultOneIsTheFirst() {
    Crowd.of(
        20,
        i -> {
          results.keep(result(ID, true, "{\"by\":" + i + "}"));
          return i;
        });

    assertThat(kept()).hasSize(1);
  }

  private static CommandResult result(CorrelationId id, boolean success, String json) {
    return new CommandResult(id, SHOP, success, json, TestClock.START.plusMillis(7));
  }
}
