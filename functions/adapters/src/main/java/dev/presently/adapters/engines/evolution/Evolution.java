package dev.presently.adapters.engines.evolution;

import dev.presently.adapters.engines.EngineCall;
import dev.presently.adapters.engines.EngineProtocol;
import dev.presently.adapters.engines.EngineRequest;
import dev.presently.adapters.engines.EngineResponse;
import dev.presently.adapters.engines.UnsupportedCommand;
import dev.presently.adapters.json.StrictJson;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.EngineAnswer;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.engine.EngineEventReader;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * Evolution API v2 (versions 2.3.7 and 2.4.0-rc2, from its sources). {@code engine.session} is the
 * instance, {@code engine.apiKey} the global key or the instance's token.
 *
 * <ul>
 *   <li>It has no stop that keeps the pairing: its logout unlinks the device.
 *   <li>It has no subscription, but {@code sendPresence} subscribes. An own state {@code paused}
 *       without a delay subscribes and shows the contact nothing. The account must be available,
 *       otherwise nothing arrives.
 *   <li>{@code sendPresence} shows a state for the time of its delay, answers after it and then
 *       always sends {@code paused}.
 *   <li>{@code whatsappNumbers} says whether a number is on WhatsApp, and by which number: some
 *       countries' numbers have two forms.
 *   <li>{@code sendPresence} answers {@code ["[object Object]"]} for a number that is not on
 *       WhatsApp. 2.3 answers so for every LID, 2.4 takes LIDs.
 *   <li>A failed connect has status 200 and {@code "error":true}.
 *   <li>2.4 answers 503 on every route until its licence is activated.
 *   <li>A connection that closes for good loses its pairing: the next start needs a new QR code.
 * </ul>
 */
public final class Evolution implements EngineProtocol {
  private static final EngineType TYPE = new EngineType("evolution");

  /** How long the contact sees an activity, in milliseconds; the engine answers only then. */
  private static final int SHOWN_MILLIS = 3_000;

  private static final List<String> EVENTS =
      List.of(
          "PRESENCE_UPDATE",
          "CONNECTION_UPDATE",
          "STATUS_INSTANCE",
          "QRCODE_UPDATED",
          "LOGOUT_INSTANCE");

  @Override
  public EngineType type() {
    return TYPE;
  }

  @Override
  public boolean needsUrl() {
    return false;
  }

  @Override
  public boolean sendsStatus() {
    return true;
  }

  @Override
  public EngineEventReader events() {
    return new EvolutionEventReader();
  }

  @Override
  public List<EngineCall> calls(EngineSettings engine, EngineCommand command) {
    var instance = new Instance(engine);
    return switch (command) {
      case EngineCommand.Start(var intake) -> instance.start(intake);
      case EngineCommand.Stop() ->
          throw new UnsupportedCommand(
              "Evolution has no stop that keeps the pairing; its own logout (DELETE"
                  + " /instance/logout/{instance}) unlinks the device");
      case EngineCommand.ReadStatus(var before) ->
          List.of(
              instance.get(
                  "/instance/connectionState/", at -> EvolutionAnswers.status(at, before)));
      case EngineCommand.SetPresence(var availability) ->
          List.of(
              instance.post(
                  "/instance/setPresence/",
                  StrictJson.newObject().put("presence", word(availability)),
                  EvolutionAnswers::done));
      case EngineCommand.Subscribe(var contact) ->
          List.of(
              contact.server() == Jid.Server.PHONE
                  ? instance.subscribeKnown(contact)
                  : instance.subscribe(contact, EvolutionAnswers::toContact));
      case EngineCommand.SendTyping(var chat, var typing) ->
          List.of(instance.sendPresence(chat, typing, EvolutionAnswers::toContact));
    };
  }

  @Override
  public Optional<String> sideEffect(EngineCommand command) {
    return command instanceof EngineCommand.Subscribe
        ? Optional.of("it sends the own state paused, which the contact does not see")
        : Optional.empty();
  }

  private static String word(Enum<?> state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** The requests to one instance. */
  private record Instance(EngineSettings engine) {
    List<EngineCall> start(Optional<EngineCommand.Intake> intake) {
      var calls = new ArrayList<EngineCall>();
      intake.map(this::setWebhook).ifPresent(calls::add);
      calls.add(get("/instance/connect/", EvolutionAnswers::connecting));
      return calls;
    }

    /** The engine signs each request with the {@code jwt_key}; it does not send the key itself. */
    private EngineCall setWebhook(EngineCommand.Intake intake) {
      ObjectNode body = StrictJson.newObject();
      ObjectNode webhook =
          body.putObject("webhook")
              .put("enabled", true)
              .put("url", intake.url().toString())
              .put("byEvents", false)
              .put("base64", false);
      ObjectNode headers = webhook.putObject("headers");
      intake.secret().map(Secret::value).ifPresent(key -> headers.put("jwt_key", key));
      EVENTS.forEach(webhook.putArray("events")::add);
      return post("/webhook/set/", body, EvolutionAnswers::done);
    }

    /** Asks by which number WhatsApp knows the contact, and subscribes to that. */
    EngineCall subscribeKnown(Jid contact) {
      ObjectNode numbers = StrictJson.newObject();
      numbers.putArray("numbers").add(contact.user());
      return new EngineCall(
          EngineRequest.post(path("/chat/whatsappNumbers/"), key()).with(numbers),
          EvolutionAnswers::lookedUp,
          found -> {
            Jid known = EvolutionAnswers.known(found).orElse(contact);
            return List.of(subscribe(known, told -> EvolutionAnswers.toContact(told, known)));
          });
    }

    EngineCall subscribe(Jid contact, Function<EngineResponse, EngineAnswer> reader) {
      return sendPresence(contact, Typing.PAUSED, reader);
    }

    EngineCall sendPresence(
        Jid chat, Typing typing, Function<EngineResponse, EngineAnswer> reader) {
      return post(
          "/chat/sendPresence/",
          StrictJson.newObject()
              .put("number", number(chat))
              .put("presence", word(typing))
              .put("delay", typing == Typing.PAUSED ? 0 : SHOWN_MILLIS),
          reader);
    }

    EngineCall get(String route, Function<EngineResponse, EngineAnswer> reader) {
      return new EngineCall(EngineRequest.get(path(route), key()), reader);
    }

    EngineCall post(String route, ObjectNode body, Function<EngineResponse, EngineAnswer> reader) {
      return new EngineCall(EngineRequest.post(path(route), key()).with(body), reader);
    }

    private String path(String route) {
      return route
          + EngineRequest.segment(
              engine
                  .session()
                  .orElseThrow(
                      () ->
                          new UnsupportedCommand(
                              "set engine.session to the name of the Evolution instance")));
    }

    private Map<String, String> key() {
      return engine.apiKey().map(key -> Map.of("apikey", key.value())).orElse(Map.of());
    }

    /** Bare digits for a phone number; LIDs and groups with their server. */
    private static String number(Jid chat) {
      return chat.server() == Jid.Server.PHONE ? chat.user() : chat.toString();
    }
  }
}
