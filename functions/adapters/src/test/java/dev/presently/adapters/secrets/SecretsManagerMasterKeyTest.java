package dev.presently.adapters.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.core.DependencyFailed;
import dev.presently.core.TestClock;
import dev.presently.core.access.MasterKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

class SecretsManagerMasterKeyTest {
  private static final MasterKey FIRST = new MasterKey("the-first-master-key");
  private static final MasterKey SECOND = new MasterKey("the-second-master-key");

  private final TestClock clock = new TestClock();
  private final Queue<String> values = new ArrayDeque<>();
  private int made;
  private final SecretsManagerMasterKey keys =
      new SecretsManagerMasterKey(this::client, "arn:the-secret", clock);

  private SecretsManagerClient client() {
    made++;
    return new SecretsManagerClient() {
      @Override
      public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
        assertThat(request.secretId()).isEqualTo("arn:the-secret");
        String value = values.remove();
        if (value.isEmpty()) {
          throw ResourceNotFoundException.builder().message("gone").build();
        }
        return GetSecretValueResponse.builder().secretString(value).build();
      }

      @Override
      public String serviceName() {
        return "secretsmanager";
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void theClientIsMadeAtTheFirstRead() {
    assertThat(made).isZero();
  }

  @Test
  void aRotatedKeyIsReadAfterAMinute() {
    values.addAll(List.of(FIRST.value(), SECOND.value()));
    assertThat(keys.current()).contains(FIRST);

    clock.advance(Duration.ofSeconds(59));
    assertThat(keys.current()).contains(FIRST);

    clock.advance(Duration.ofSeconds(1));
    assertThat(keys.current()).contains(SECOND);
    assertThat(made).isEqualTo(1);
  }

  @Test
  void aMissingSecretIsADependencyFailure() {
    values.add("");

    assertThatThrownBy(keys::current).isInstanceOf(DependencyFailed.class);
  }

  /** As after a manual edit of the secret. */
  @Test
  void anInvalidMasterKeyGrantsNothing() {
    values.add("short");

    assertThat(keys.current()).isEmpty();
  }
}
