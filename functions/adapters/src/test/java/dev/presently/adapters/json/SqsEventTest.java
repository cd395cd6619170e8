package dev.presently.adapters.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.adapters.json.SqsEvent.Message;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SqsEventTest {
  @Test
  void messagesKeepTheirOrderAndTheirGroup() {
    var event =
        """
        {"Records":[
          {"messageId":"a","body":"one","attributes":{"MessageGroupId":"g"},"other":[1]},
          {"messageId":"b","body":"two","attributes":{}}]}
        """;

    assertThat(SqsEvent.read(event.getBytes(UTF_8)).messages())
        .containsExactly(
            new Message("a", "one", Optional.of("g")), new Message("b", "two", Optional.empty()));
  }

  @Test
  void whatIsNoMessageIsAFault() {
    assertThatThrownBy(() -> SqsEvent.read("{\"Records\":[{\"body\":\"x\"}]}".getBytes(UTF_8)))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void failuresAreNamed() {
    assertThat(new String(BatchFailures.write(List.of("a", "b")), UTF_8))
        .isEqualTo(
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"},{\"itemIdentifier\":\"b\"}]}");
    assertThat(new String(BatchFailures.write(List.of()), UTF_8))
        .isEqualTo("{\"batchItemFailures\":[]}");
  }
}
