package dev.presently.api.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.Examples;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Report;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryPresenceTest {
  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private final QueryPresence queryPresence = new QueryPresence(deployment);

  private Answer query(String session, String chatIds) {
    return new Call().session(session).body("{\"chatIds\":" + chatIds + "}").to(queryPresence);
  }

  @Test
  void eachContactIsListedOnceAtItsFirstPosition() {
    deployment.store(Examples.remote("shop", "+5511900000000"));
    deployment.report(
        "shop",
        Report.about(
                Identity.of(
                    Jid.phone("5511900000002"), Jid.lid("81000000000002"), Identity.Mode.LID))
            .with(Availability.AVAILABLE));

    Answer answer =
        query(
            "shop",
            "[\"81000000000002@lid\",\"+5511900000001\",\"5511900000002\",\"5511900000001@c.us\"]");

    assertThat(answer.list())
        .extracting(
            item -> item.path("chatId").stringValue() + " " + item.path("presence").stringValue())
        .containsExactly(
            "5511900000002@s.whatsapp.net available", "5511900000001@s.whatsapp.net unknown");
  }

  @Test
  void fiveHundredContactsAreAcceptedAndOneMoreIsRefused() {
    deployment.store(Examples.loopback("sales"));
    String many = "\"+5511900000001\",".repeat(499) + "\"+5511900000001\"";

    assertThat(query("sales", "[" + many + "]").list()).hasSize(1);
    assertThat(query("sales", "[" + many + ",\"+5511900000001\"]").problem())
        .isEqualTo("400 invalid_value chatIds");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "[]                            | 400 invalid_value chatIds",
        "\"5511900000001\"               | 400 invalid_value chatIds",
        "[\"5511900000001\",\"nobody\"]    | 400 invalid_value chatIds[1]",
        "[5511900000001]               | 400 invalid_value chatIds[0]",
        "null                          | 400 invalid_value chatIds",
      })
  void anInvalidChatIsRefusedByItsPosition(String chatIds, String problem) {
    assertThat(query("nobody", chatIds).problem()).isEqualTo(problem);
  }

  @Test
  void theListIsRequired() {
    assertThat(new Call().session("sales").body("{}").to(queryPresence).problem())
        .isEqualTo("400 missing_field chatIds");
  }

  @Test
  void anUnknownSessionIsNotFound() {
    assertThat(query("nobody", "[\"+5511900000001\"]").problem())
        .isEqualTo("404 session_not_found");
  }

  @Test
  void groupsWithTooManyParticipantsForOneAnswerAreRefusedByName() {
    List<String> groups = deployment.storeLargeGroups(30);

    assertThat(query("shop", "[\"" + String.join("\",\"", groups) + "\"]").problem())
        .isEqualTo("400 answer_too_large chatIds");
    assertThat(query("shop", "[\"" + groups.getFirst() + "\"]").list()).hasSize(1);
  }
}
