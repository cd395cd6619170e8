package dev.presently.adapters.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.engine.EngineAnswer;
import dev.presently.core.session.EngineType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays every answer of {@code engines/<engine>/commands.json} to Presently. What must come of it
 * stands in {@code outcomes.txt} beside it; a case without a line and a line without a case fail.
 */
class EngineCommandsTest {
  @ParameterizedTest
  @MethodSource("engines")
  void everyCaseHasOneOutcome(EngineType engine) {
    var facts = EngineFacts.of(engine);

    assertThat(facts.cases()).isNotEmpty();
    assertThat(facts.outcomes().keySet())
        .containsExactlyInAnyOrderElementsOf(
            facts.cases().stream().map(EngineFacts.Case::name).toList());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anAnswerBecomesItsOutcome(EngineFacts.Case played) {
    assertThat(outcome(played)).isEqualTo(played.facts().outcomes().get(played.name()));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandIsWrittenAsTheEngineExpectsIt(EngineFacts.Command command) {
    var sent = new ArrayList<String>();
    EngineCall.sendAll(
        command.calls(),
        request -> {
          sent.add(command.facts().line(request, command));
          return command.facts().success(request);
        });

    if (!sent.isEmpty()) {
      assertThat(sent).containsAnyElementsOf(command.facts().expectedLines(command));
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandThatTheEngineLacksIsExplained(EngineFacts.Command command) {
    if (command.isSent() && !command.exists()) {
      Optional<String> instead = command.unsupported();

      assertThat(instead.isPresent() || !command.requests().isEmpty()).isTrue();
      instead.ifPresent(
          sentence -> assertThat(sentence).matches("[\\x20-\\x7e]{20,200}").doesNotEndWith("."));
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void anyAnswerBecomesAnOutcome(EngineFacts.Command command) {
    var garbage =
        Stream.of("", "null", "[]", "7", "\"x\"", "{", "<html>", "{\"data\":7,\"error\":[]}")
            .map(text -> new EngineResponse(200, EngineFacts.bytes(text)));
    var statuses =
        Stream.of(204, 301, 400, 401, 403, 404, 409, 418, 422, 429, 500, 501, 502, 503)
            .map(status -> new EngineResponse(status, EngineFacts.bytes("{}")));

    Stream.concat(garbage, statuses)
        .forEach(
            response ->
                command
                    .calls()
                    .forEach(
                        call -> {
                          EngineAnswer answer = call.reader().apply(response);
                          call.followUps().apply(response);
                          assertThat(response.isSuccess() || !(answer instanceof EngineAnswer.Done))
                              .as(command + " " + response.status() + " " + answer)
                              .isTrue();
                        }));
  }

  /** Otherwise a pass would take each contact for refused while the engine restarts. */
  @ParameterizedTest
  @MethodSource("commands")
  void aProxyWithoutItsEngineIsAnUnreachableEngine(EngineFacts.Command command) {
    for (int status : List.of(429, 502, 503, 504)) {
      var response = new EngineResponse(status, EngineFacts.bytes("<html>busy"));

      assertThat(command.calls())
          .allSatisfy(
              call ->
                  assertThat(call.reader().apply(response))
                      .isEqualTo(new EngineAnswer.Unreachable("HTTP " + status + " <html>busy")));
    }
  }

  private static String outcome(EngineFacts.Case played) {
    if (!played.isPlayed()) {
      return "unused";
    }
    if (played.command().unsupported().isPresent()) {
      return "Cannot";
    }
    return EngineFacts.words(
        EngineCall.sendAll(
            played.command().calls(),
            request ->
                played.command().isTarget(request)
                    ? played.response()
                    : played.facts().success(request)));
  }

  static List<EngineType> engines() {
    return new SupportedEngines().types();
  }

  static Stream<EngineFacts.Command> commands() {
    return engines().stream().flatMap(engine -> EngineFacts.of(engine).commands().stream());
  }

  static Stream<EngineFacts.Case> cases() {
    return engines().stream().flatMap(engine -> EngineFacts.of(engine).cases().stream());
  }
}
