package dev.presently.adapters.http;

import dev.presently.adapters.engines.EngineRequest;
import dev.presently.adapters.engines.EngineResponse;
import dev.presently.core.engine.EngineAnswer;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** The secrets of an engine, as it might repeat them: some engines echo a request that fails. */
record EngineSecrets(List<String> forms) {
  private static final String HIDDEN = "***";

  /** Less than this at the end of a reason does not tell a secret. */
  private static final int MIN_PREFIX = 4;

  static EngineSecrets of(EngineSettings engine) {
    return new EngineSecrets(
        Stream.of(engine.apiKey(), engine.webhookSecret())
            .flatMap(secret -> secret.map(Secret::value).stream())
            .flatMap(EngineSecrets::forms)
            .map(EngineResponse::printable)
            .distinct()
            .toList());
  }

  /** The same answer, whose reason has no secret. */
  EngineAnswer hiddenIn(EngineAnswer answer) {
    return switch (answer) {
      case EngineAnswer.NotConnected(var reason) -> new EngineAnswer.NotConnected(hide(reason));
      case EngineAnswer.Cannot(var instead) -> new EngineAnswer.Cannot(hide(instead));
      case EngineAnswer.Denied(var status, var reason) ->
          new EngineAnswer.Denied(status, hide(reason));
      case EngineAnswer.Refused(var status, var reason) ->
          new EngineAnswer.Refused(status, hide(reason));
      case EngineAnswer.Unreachable(var reason) -> new EngineAnswer.Unreachable(hide(reason));
      case EngineAnswer.Done _, EngineAnswer.Unauthorized _ -> answer;
    };
  }

  private static Stream<String> forms(String secret) {
    return Stream.of(
        secret,
        EngineRequest.segment(secret),
        Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
  }

  private String hide(String reason) {
    String hidden = reason;
    for (String form : forms) {
      hidden = withoutPrefix(hidden.replace(form, HIDDEN), form);
    }
    return hidden;
  }

  /** A reason is cut to its beginning, perhaps within the secret. */
  private static String withoutPrefix(String reason, String form) {
    for (int length = form.length() - 1; length >= MIN_PREFIX; length--) {
      if (reason.endsWith(form.substring(0, length))) {
        return reason.substring(0, reason.length() - length) + HIDDEN;
      }
    }
    return reason;
  }
}
