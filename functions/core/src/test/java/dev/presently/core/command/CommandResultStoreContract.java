package dev.presently.core.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.ConcurrentCallers;
import dev.presently.core.Page;
import dev.presently.core.TestClock;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link CommandResultStore}. */
public abstract class CommandResultStoreContract {
  private static final SessionName SHOP = new SessionName("shop");
  private static final CorrelationId ID = CorrelationId.of("1");

  private CommandResultStore results;

  /** A new, empty store. */
  protected abstract CommandResultStore create();

  /** All results in the store created last. */
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

    results.save(failed);

    assertThat(results.contains(SHOP, ID)).isTrue();
    assertThat(kept()).containsExactly(failed);
  }

  @Test
  void theFirstResultStands() {
    CommandResult first = result(ID, true, "{\"success\":true}");
    results.save(first);

    results.save(result(ID, false, "{}"));

    assertThat(kept()).containsExactly(first);
  }

  @Test
  void theSameIdInAnotherSessionIsAnotherCommand() {
    results.save(result(ID, true, "{}"));

    assertThat(results.contains(new SessionName("desk"), ID)).isFalse();
    assertThat(results.contains(SHOP, CorrelationId.of("2"))).isFalse();
  }

  @Test
  void resultsThatNameAChatAreFoundAndForgottenAndNoOthers() {
    CommandResult whole = result(CorrelationId.of("1"), true, "[\"5511999990001@s.whatsapp.net\"]");
    CommandResult given = result(CorrelationId.of("2"), true, "[{\"chatId\":\"+5511999990001\"}]");
    CommandResult lid = result(CorrelationId.of("3"), true, "[\"99@lid\"]");
    CommandResult other = result(CorrelationId.of("4"), true, "[\"5511999990002@s.whatsapp.net\"]");
    Stream.of(whole, given, lid, other).forEach(results::save);
    List<Jid> person = List.of(Jid.phone("5511999990001"), Jid.lid("99"));

    assertThat(results.mentioning(SHOP, person)).containsExactlyInAnyOrder(whole, given, lid);
    assertThat(results.mentioning(new SessionName("desk"), person)).isEmpty();

    results.removeAll(new SessionName("desk"), List.of(whole.id()));
    results.removeAll(SHOP, List.of(whole.id(), given.id(), lid.id()));
    results.removeAll(SHOP, List.of(whole.id()));
    results.removeAll(SHOP, List.of());

    assertThat(kept()).containsExactly(other);
    assertThat(results.mentioning(SHOP, person)).isEmpty();
  }

  @Test
  void resultsAreFoundHoweverManyThereAre() {
    for (int i = 0; i < 250; i++) {
      results.save(result(CorrelationId.of("" + i), true, "[\"120300000001@g.us\"]"));
    }

    assertThat(results.mentioning(SHOP, List.of(Jid.parse("120300000001@g.us")))).hasSize(250);
  }

  @Test
  void theResultsOfASessionAreListedPageByPage() {
    List.of("1", "2", "3").forEach(id -> results.save(result(CorrelationId.of(id), true, "{}")));

    Page<CommandResult> first = results.list(SHOP, Optional.empty(), 2);
    Page<CommandResult> second = results.list(SHOP, first.next(), 2);

    assertThat(first.items()).hasSize(2);
    assertThat(second.next()).isEmpty();
    assertThat(Stream.concat(first.items().stream(), second.items().stream()))
        .containsExactlyInAnyOrderElementsOf(kept());
    assertThat(results.list(new SessionName("desk"), Optional.empty(), 2).items()).isEmpty();
  }

  @Test
  void ofManyWhoKeepAResultOneIsTheFirst() {
    ConcurrentCallers.of(
        20,
        i -> {
          results.save(result(ID, true, "{\"by\":" + i + "}"));
          return i;
        });

    assertThat(kept()).hasSize(1);
  }

  private static CommandResult result(CorrelationId id, boolean success, String json) {
    return new CommandResult(id, SHOP, success, json, TestClock.START.plusMillis(7));
  }
}
