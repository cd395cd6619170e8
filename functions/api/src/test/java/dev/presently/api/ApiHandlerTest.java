package dev.presently.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.adapters.json.StrictJson;
import dev.presently.core.DependencyFailed;
import dev.presently.core.presence.Availability;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiHandlerTest {
  private final List<Object> taken = new ArrayList<>();

  /** Reads a body with one field. */
  private final ApiHandler taking =
      handling(
          request -> {
            taken.add(request.body(fields -> fields.required("presence", Availability::parse)));
            return ApiResponse.success();
          });

  private static ApiHandler handling(Function<ApiRequest, ApiResponse> work) {
    return new ScriptedHandler(new InMemoryDeployment().filters(), work);
  }

  @Test
  void aSuccessIsJsonWithTheRequestsId() {
    Answer answer = new Call().body("{\"presence\":\"available\"}").to(taking);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"data\":{\"success\":true}}");
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.header("X-Request-Id")).isEqualTo("0f3c6f0e-8f59-4f6e-9a51-2f6a3f0e7d11");
    assertThat(taken).containsExactly(Availability.AVAILABLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "                                   | 400 invalid_json",
        "{\"presence\":                       | 400 invalid_json",
        "{\"presence\":\"available\"} {}      | 400 invalid_json",
        "{'presence':'available'}           | 400 invalid_json",
        "[]                                 | 400 invalid_body",
        "\"available\"                        | 400 invalid_body",
        "null                               | 400 invalid_body",
        "{}                                 | 400 missing_field presence",
        "{\"presence\":\"available\",\"a\":1} | 400 unknown_field a",
        "{\"presence\":\"a\",\"presence\":1}  | 400 duplicate_field presence",
        "{\"presence\":true}                  | 400 invalid_value presence",
        "{\"presence\":null}                  | 400 invalid_value presence",
        "{\"presence\":[\"available\"]}       | 400 invalid_value presence",
        "{\"presence\":\"busy\"}              | 400 invalid_value presence",
        "{\"presence\":\"\\u0000\"}           | 400 invalid_value presence",
        "{\"presence\":\"\\ud800\"}           | 400 invalid_value presence",
        "{\"\\u0007\":1}                      | 400 invalid_value ?",
        "{\"\\ud800\":1}                      | 400 invalid_json",
      })
  void anInvalidBodyIsRefusedByName(String body, String problem) {
    Answer answer = new Call().body(body == null ? "" : body).to(taking);

    assertThat(answer.problem()).isEqualTo(problem);
    assertThat(taken).isEmpty();
  }

  @Test
  void theErrorSaysWhatCameAndWhatIsAccepted() {
    assertThat(new Call().body("{\"presence\":\"busy\"}").to(taking).sentence())
        .isEqualTo(
            "invalid presence: got \"busy\"; accepted: available, unavailable, online, offline");
    assertThat(new Call().body("{\"presence\":7}").to(taking).sentence())
        .isEqualTo("invalid presence: got a number; accepted: a string");
    assertThat(new Call().body("{}").to(taking).sentence())
        .isEqualTo("missing required field: presence");
    assertThat(new Call().body("{\"presence\":\"available\",\"x\":1}").to(taking).sentence())
        .isEqualTo("unknown field: x; accepted: presence");
  }

  @Test
  void aDeeplyNestedBodyIsNotValidJson() {
    assertThat(new Call().body("[".repeat(50_000)).to(taking).problem())
        .isEqualTo("400 invalid_json");
  }

  @Test
  void theSizeOfABodyIsCheckedFirst() {
    String large = "x".repeat(256 * 1024 + 1);

    assertThat(new Call().header("Content-Type", "text/plain").rawBody(large).to(taking).problem())
        .isEqualTo("413 body_too_large");
    assertThat(new Call().body(" ".repeat(256 * 1024)).to(taking).problem())
        .isEqualTo("400 invalid_json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x"
      })
  void anotherContentTypeIsRefusedBeforeTheBodyIsRead(String type) {
    Answer answer = new Call().header("content-type", type).rawBody("{").to(taking);

    assertThat(answer.problem()).isEqualTo("415 unsupported_media_type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON; charset=utf-8",
        "application/json;charset=UTF-8"
      })
  void jsonIsAcceptedInAnySpelling(String type) {
    String body = "{\"presence\":\"available\"}";

    assertThat(new Call().header("CONTENT-TYPE", type).rawBody(body).to(taking).status())
        .isEqualTo(200);
  }

  @Test
  void aBodyWithoutAContentTypeIsReadAsJson() {
    assertThat(new Call().rawBody("{\"presence\":\"available\"}").to(taking).status())
        .isEqualTo(200);
  }

  @Test
  void aBodyInBase64IsDecoded() {
    byte[] body = "{\"presence\":\"available\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(new Call().base64Body(body).to(taking).status()).isEqualTo(200);
  }

  @Test
  void bytesThatAreNotUtf8AreNotValidJson() {
    byte[] body = {'{', '"', (byte) 0xff, '"', ':', '1', '}'};

    assertThat(new Call().base64Body(body).to(taking).problem()).isEqualTo("400 invalid_json");
  }

  @Test
  void aFailingDependencyIs503WithRetryAfter() {
    Answer answer =
        new Call()
            .to(
                handling(
                    _ -> {
                      throw new DependencyFailed("table presently-Registry throttled");
                    }));

    assertThat(answer.problem()).isEqualTo("503 unavailable");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.body()).doesNotContain("presently-Registry");
  }

  @Test
  void anInternalErrorShowsNoDetails() {
    Answer answer =
        new Call()
            .to(
                handling(
                    _ -> {
                      throw new IllegalStateException("secret of dev.presently.Somebody");
                    }));

    assertThat(answer.problem()).isEqualTo("500 internal");
    assertThat(answer.sentence()).isEqualTo("an internal error");
  }

  @Test
  void anErrorOfTheVirtualMachineIsAnswered() {
    Answer answer =
        new Call()
            .to(
                handling(
                    _ -> {
                      throw new StackOverflowError();
                    }));

    assertThat(answer.problem()).isEqualTo("500 internal");
  }

  @ParameterizedTest
  @CsvSource({
    "5511999999999%40s.whatsapp.net, 5511999999999@s.whatsapp.net",
    "5511999999999@s.whatsapp.net,   5511999999999@s.whatsapp.net",
    "+5511999999999,                 5511999999999@s.whatsapp.net",
    "%2B5511999999999,               5511999999999@s.whatsapp.net",
    "5511999999999%3A12%40c.us,      5511999999999@s.whatsapp.net",
  })
  void aChatInThePathIsReadEncodedOrNot(String raw, String chat) {
    ApiHandler reading =
        handling(
            request -> {
              taken.add(request.chat().toString());
              return ApiResponse.success();
            });

    assertThat(new Call().rawPath("chatId", raw).to(reading).status()).isEqualTo(200);
    assertThat(taken).containsExactly(chat);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "%4", "%zz", "5511999999999%00@s.whatsapp.net", "%ff%fe", "%"})
  void anInvalidChatIsRefusedByName(String raw) {
    ApiHandler reading =
        handling(
            request -> {
              taken.add(request.chat());
              return ApiResponse.success();
            });

    assertThat(new Call().rawPath("chatId", raw).to(reading).problem())
        .isEqualTo("400 invalid_value chatId");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "501", "ten", "1e2", "", "99999999999", "٣"})
  void anInvalidLimitIsRefusedByName(String limit) {
    ApiHandler listing =
        handling(
            request -> {
              taken.add(request.limit(100, 500));
              return ApiResponse.success();
            });

    assertThat(new Call().query("limit", limit).to(listing).problem())
        .isEqualTo("400 invalid_value limit");
    assertThat(new Call().query("limit", "500").to(listing).status()).isEqualTo(200);
    assertThat(new Call().query("other", "x").to(listing).status()).isEqualTo(200);
    assertThat(taken).containsExactly(500, 100);
  }

  @Test
  void noAnswerMayBeKeptByACache() {
    assertThat(new Call().to(taking).header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void anAnswerThatLambdaCannotReturnIsAnErrorInOurForm() {
    ApiHandler large =
        new ScriptedHandler(
            new InMemoryDeployment().filters(),
            _ -> ApiResponse.data(200, StrictJson.newObject().put("a", "\"".repeat(2_000_000))));

    assertThat(new Call().to(large).problem()).isEqualTo("500 answer_too_large");
  }
}
