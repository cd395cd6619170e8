package dev.presently.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.presently.api.presence.GetPresence;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Facts about the handlers of all operations. */
class EveryOperationTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.ofEntries(
          Map.entry("AWS_REGION", "sa-east-1"),
          Map.entry("AWS_ACCESS_KEY_ID", "key"),
          Map.entry("AWS_SECRET_ACCESS_KEY", "secret"),
          Map.entry("PRESENCE_TABLE", "presence"),
          Map.entry("REGISTRY_TABLE", "registry"),
          Map.entry("DELIVERY_TABLE", "delivery"),
          Map.entry("HISTORY_TABLE", "history"),
          Map.entry("USAGE_TABLE", "usage"),
          Map.entry("RETRY_QUEUE_URL", "http://127.0.0.1:9/retry"),
          Map.entry("COMMAND_QUEUE_URL", "http://127.0.0.1:9/command.fifo"),
          Map.entry("ALLOWED_PRIVATE_HOSTS", ""));

  @Test
  void thereAreThirtySeven() {
    assertThat(handlers()).hasSize(37);
  }

  @ParameterizedTest
  @MethodSource("handlers")
  void itIsCreatedFromAnEnvironmentWithoutNetworkCalls(Class<?> handler) throws Exception {
    assertThat(Modifier.isFinal(handler.getModifiers())).isTrue();
    assertThat(handler.getConstructor()).isNotNull();
    assertThat(handler.getConstructor(Map.class).newInstance(ENVIRONMENT))
        .isInstanceOf(ApiHandler.class);
  }

  /** Its tables and queues cannot be reached. */
  @ParameterizedTest
  @MethodSource("handlers")
  void theCallThatKeepsASnapshotDoesNothing(Class<?> handler) throws Exception {
    var operation = (ApiHandler) handler.getConstructor(Map.class).newInstance(ENVIRONMENT);
    var answer = new ByteArrayOutputStream();

    operation.handleRequest(
        new ByteArrayInputStream("{\"Records\":[]}".getBytes(StandardCharsets.UTF_8)),
        answer,
        new NamedContext("lambda-1"));

    assertThat(answer.toString(StandardCharsets.UTF_8)).isEqualTo("{}");
  }

  @Test
  void aMissingVariableIsNamed() {
    assertThatThrownBy(
            () -> new GetPresence(Map.of("AWS_REGION", "sa-east-1", "USAGE_TABLE", "usage")))
        .hasMessageContaining("PRESENCE_TABLE");
  }

  static Stream<Class<?>> handlers() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.presently.api")
            .stream()
            .filter(type -> type.isAssignableTo(ApiHandler.class))
            .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
            .map(JavaClass::reflect);
  }
}
