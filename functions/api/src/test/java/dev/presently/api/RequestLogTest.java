package dev.presently.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.adapters.json.StrictJson;
import dev.presently.adapters.log.Log;
import dev.presently.core.DependencyFailed;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RequestLogTest {
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final RequestLog log =
      new RequestLog(Log.to(new PrintStream(logged, true, StandardCharsets.UTF_8), "info"));
  private final RequestFilters filters =
      new RequestFilters(log, RequestFilter.NONE, RequestFilter.NONE);

  /** Throws an exception whose message names the chat. */
  private static final class ReadChat extends ApiHandler {
    ReadChat(RequestFilters filters) {
      super(filters, new OperationScope.Open());
    }

    @Override
    protected ApiResponse handle(ApiRequest request) {
      throw new DependencyFailed("no room for " + request.chat());
    }
  }

  private List<JsonNode> lines() {
    return logged.toString(StandardCharsets.UTF_8).lines().map(StrictJson::read).toList();
  }

  @Test
  void oneLineForEachRequest() {
    new Call().chat("nobody").to(new ReadChat(filters));

    assertThat(lines()).hasSize(1);
    JsonNode line = lines().getFirst();
    assertThat(line.path("operation").stringValueOpt()).contains("readChat");
    assertThat(line.path("requestId").stringValueOpt())
        .contains("0f3c6f0e-8f59-4f6e-9a51-2f6a3f0e7d11");
    assertThat(line.path("status").intValue()).isEqualTo(400);
    assertThat(line.path("code").stringValueOpt()).contains("invalid_value");
    assertThat(line.path("ms").isNumber()).isTrue();
  }

  @Test
  void aFaultIsLoggedByClassAndLineWithoutItsMessage() {
    new Call().session("sales").chat("5511999999999").to(new ReadChat(filters));

    assertThat(lines()).hasSize(2);
    assertThat(lines().getFirst().path("fault").stringValueOpt())
        .contains(DependencyFailed.class.getName());
    assertThat(lines().getFirst().path("at").values()).isNotEmpty();
    assertThat(logged.toString(StandardCharsets.UTF_8)).doesNotContain("5511999999999", "no room");
  }
}
