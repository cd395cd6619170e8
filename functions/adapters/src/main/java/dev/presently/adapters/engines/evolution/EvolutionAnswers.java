package dev.presently.adapters.engines.evolution;

import dev.presently.adapters.engines.EngineFields;
import dev.presently.adapters.engines.EngineResponse;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.ConnectionReport;
import dev.presently.core.engine.EngineAnswer;
import dev.presently.core.session.SessionStatus;
import dev.presently.core.session.SessionStatus.Reason;
import dev.presently.core.session.SessionStatus.State;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads Evolution's answers to commands. */
final class EvolutionAnswers {
  private static final SessionStatus CONNECTING =
      new SessionStatus(State.CONNECTING, Optional.empty());

  private EvolutionAnswers() {}

  static EngineAnswer done(EngineResponse response) {
    return response.isSuccess() ? EngineAnswer.Done.DONE : failure(response);
  }

  /** To a command about one contact or chat; the engine looks its number up. */
  static EngineAnswer toContact(EngineResponse response) {
    return response.status() == 400 && message(response).contains("[object Object]")
        ? notFound(response)
        : done(response);
  }

  /** The same for a contact that WhatsApp knows by this address. */
  static EngineAnswer toContact(EngineResponse response, Jid known) {
    return switch (toContact(response)) {
      case EngineAnswer.Done(var connection, _) ->
          new EngineAnswer.Done(connection, Optional.of(known));
      case EngineAnswer.Failed failed -> failed;
    };
  }

  /** To the question for one number. */
  static EngineAnswer lookedUp(EngineResponse response) {
    return response.isSuccess()
            && found(response).path("exists").booleanValueOpt().filter(is -> !is).isPresent()
        ? notFound(response)
        : done(response);
  }

  /** The phone number by which WhatsApp knows the one that was asked for; empty if not said. */
  static Optional<Jid> known(EngineResponse response) {
    return EngineFields.jid(found(response).path("jid"), Jid.Server.PHONE);
  }

  private static JsonNode found(EngineResponse response) {
    return response.json().path(0);
  }

  private static EngineAnswer notFound(EngineResponse response) {
    return new EngineAnswer.Denied(
        response.status(), "the engine does not find this number on WhatsApp");
  }

  /**
   * To a connect: the connection's state, a QR code, or neither while the engine still begins to
   * connect a paired device.
   */
  static EngineAnswer connecting(EngineResponse response) {
    JsonNode body = response.json();
    if (!response.isSuccess()) {
      return failure(response);
    }
    if (body.path("error").booleanValueOpt().orElse(false)) {
      return response.refused(body.path("message").stringValueOpt());
    }
    if (state(body).equals("open")) {
      return done(SessionStatus.CONNECTED);
    }
    boolean hasCode =
        Stream.of("code", "base64", "pairingCode").anyMatch(name -> body.path(name).isString());
    return done(hasCode ? because(State.CONNECTING, Reason.SCAN_QR) : CONNECTING);
  }

  static EngineAnswer status(EngineResponse response, SessionStatus before) {
    if (!response.isSuccess()) {
      return failure(response);
    }
    return switch (state(response.json())) {
      case "open" -> done(SessionStatus.CONNECTED);
      case "connecting" -> done(connecting(before));
      case "close" -> done(closed(before));
      default -> EngineAnswer.Done.DONE;
    };
  }

  /** The engine says {@code connecting} also while its QR code waits to be scanned. */
  static SessionStatus connecting(SessionStatus before) {
    return isScanning(before) ? before : because(State.CONNECTING, Reason.AUTO_RECONNECT);
  }

  static boolean isScanning(SessionStatus before) {
    return before.state() == State.CONNECTING
        && before.reason().filter(Reason.SCAN_QR::equals).isPresent();
  }

  static SessionStatus because(State state, Reason reason) {
    return new SessionStatus(state, Optional.of(reason));
  }

  /** The answer does not say why; what an event said before remains. */
  private static SessionStatus closed(SessionStatus before) {
    return before.state() == State.DISCONNECTED
        ? before
        : because(State.DISCONNECTED, isScanning(before) ? Reason.QR_TIMEOUT : Reason.FAILED);
  }

  private static String state(JsonNode body) {
    return body.path("instance").path("state").stringValueOpt().orElse("");
  }

  private static EngineAnswer done(SessionStatus status) {
    return new EngineAnswer.Done(Optional.of(ConnectionReport.of(status)));
  }

  private static EngineAnswer failure(EngineResponse response) {
    String message = message(response);
    if (response.status() == 401 || response.status() == 403) {
      return new EngineAnswer.Unauthorized(response.status());
    }
    if (message.contains("Connection Closed")) {
      return new EngineAnswer.NotConnected(EngineResponse.printable(message));
    }
    if (response
        .json()
        .path("code")
        .stringValueOpt()
        .filter("LICENSE_REQUIRED"::equals)
        .isPresent()) {
      return response.refused(
          Optional.of("LICENSE_REQUIRED: the licence of the Evolution server is not activated"));
    }
    return response.failure(Optional.of(message).filter(text -> !text.isEmpty()));
  }

  /** The texts in {@code response.message}, which is a text, a list, or a list of lists. */
  private static String message(EngineResponse response) {
    var texts = new StringBuilder();
    append(response.json().path("response").path("message"), texts);
    return texts.toString();
  }

  private static void append(JsonNode message, StringBuilder texts) {
    message
        .stringValueOpt()
        .ifPresent(text -> texts.append(texts.isEmpty() ? "" : "; ").append(text));
    message.asArrayOpt().ifPresent(list -> list.forEach(each -> append(each, texts)));
  }
}
