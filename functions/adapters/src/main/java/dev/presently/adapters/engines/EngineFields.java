package dev.presently.adapters.engines;

import dev.presently.adapters.json.StrictJson;
import dev.presently.core.InvalidValue;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.contact.PhoneNumber;
import dev.presently.core.engine.ConnectionReport.Account;
import dev.presently.core.presence.LastSeen;
import dev.presently.core.presence.Typing;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the fields of an engine's body: those it must have, identities, chat states and times. */
public final class EngineFields {
  private static final String FORM = "application/x-www-form-urlencoded";
  public static final Set<String> JSON = Set.of("application/json");
  public static final Set<String> JSON_OR_FORM = Set.of("application/json", FORM);

  /** Before 2009 there was no WhatsApp: such a time is unknown. */
  private static final Instant EARLIEST = Instant.parse("2009-01-01T00:00:00Z");

  /** Every JSON reader of a webhook can represent years up to 9999. */
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private static final BigDecimal LATEST_MILLISECOND = BigDecimal.valueOf(LATEST.toEpochMilli());

  /** As seconds it is the year 5138, as milliseconds the year 1973. */
  private static final BigDecimal FEWEST_MILLISECONDS = BigDecimal.valueOf(100_000_000_000L);

  private EngineFields() {}

  /** The first field of this name in a form (WHATWG URL, {@value #FORM}). */
  public static byte[] formField(byte[] body, String name) {
    return optionalFormField(body, name)
        .orElseThrow(() -> missing(name))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The same, empty if the form has none. */
  public static Optional<String> optionalFormField(byte[] body, String name) {
    try {
      return Stream.of(new String(body, StandardCharsets.UTF_8).split("&", -1))
          .filter(pair -> pair.startsWith(name + "="))
          .findFirst()
          .map(pair -> pair.substring(name.length() + 1))
          .map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw invalid(name, "accepted: percent-encoded text");
    }
  }

  public static String text(JsonNode body, String field) {
    return required(body, field, JsonNode::stringValueOpt, "a string");
  }

  /** A text that may be missing; an empty one is. */
  public static Optional<String> optionalText(JsonNode body, String field) {
    return body.path(field).stringValueOpt().filter(text -> !text.isEmpty());
  }

  /** The address in a field that may be missing; one that cannot be read is. */
  public static Optional<Jid> optionalJid(JsonNode body, String field) {
    return optional(optionalText(body, field), Jid::parse);
  }

  /** What a text means that may be missing; one that cannot be read is. */
  public static <T> Optional<T> optional(Optional<String> text, Function<String, T> parse) {
    try {
      return text.map(parse);
    } catch (InvalidValue e) {
      return Optional.empty();
    }
  }

  public static ObjectNode object(JsonNode body, String field) {
    return required(body, field, JsonNode::asObjectOpt, "an object");
  }

  public static ArrayNode array(JsonNode body, String field) {
    return required(body, field, JsonNode::asArrayOpt, "an array");
  }

  private static <T> T required(
      JsonNode body, String field, Function<JsonNode, Optional<T>> as, String accepted) {
    JsonNode value = body.path(field);
    if (value.isMissingNode() || value.isNull()) {
      throw missing(field);
    }
    return as.apply(value)
        .orElseThrow(
            () -> invalid(field, "got " + StrictJson.kind(value) + "; accepted: " + accepted));
  }

  private static InvalidValue missing(String field) {
    return new InvalidValue(
        "missing_field", "missing required field: " + field, Optional.of(field));
  }

  private static InvalidValue invalid(String field, String why) {
    return new InvalidValue("invalid_value", "invalid " + field + ": " + why, Optional.of(field));
  }

  /** Whether these fields name only other sessions of the engine; false if either is absent. */
  public static boolean isOfAnother(Optional<String> own, JsonNode body, String... fields) {
    List<String> named =
        Arrays.stream(fields).flatMap(field -> body.path(field).stringValueOpt().stream()).toList();
    return own.isPresent() && !named.isEmpty() && !named.contains(own.get());
  }

  public static Identity identity(Jid who) {
    if (!who.isPerson()) {
      throw new InvalidValue("not a person");
    }
    return Identity.of(who);
  }

  /** The address that was used, linked with the person's other address if there is one. */
  public static Identity identity(Jid used, Optional<Jid> other) {
    Identity self = identity(used);
    return other
        .filter(known -> known.isPerson() && known.server() != used.server())
        .map(known -> self.mergedWith(Identity.of(known)))
        .map(both -> new Identity(both.phone(), both.lid(), self.mode()))
        .orElse(self);
  }

  /** The session's own account; what is empty or no such address is left out. */
  public static Account account(JsonNode phoneJid, JsonNode lid, JsonNode pushName) {
    return new Account(
        jid(phoneJid, Jid.Server.PHONE).map(jid -> new PhoneNumber("+" + jid.user())),
        jid(lid, Jid.Server.LID),
        pushName.stringValueOpt().filter(name -> !name.isEmpty()));
  }

  /** An address of this kind; what is none is left out. */
  public static Optional<Jid> jid(JsonNode text, Jid.Server server) {
    return optional(text.stringValueOpt(), Jid::parse)
        .filter(jid -> jid.server() == server && !jid.user().startsWith("0"));
  }

  /** WhatsApp's chat state: composing with the medium {@code audio} records a voice note. */
  public static Typing typing(String state, Optional<String> media) {
    Typing typing = Typing.parse(state);
    return typing == Typing.COMPOSING && media.filter("audio"::equals).isPresent()
        ? Typing.RECORDING
        : typing;
  }

  /**
   * A time as any engine writes it: seconds or milliseconds since 1970, told apart by their size,
   * or ISO 8601 with an offset. A time that cannot be true is absent, as Go's zero time,
   * 0001-01-01T00:00:00Z.
   */
  public static Optional<Instant> time(JsonNode value) {
    try {
      return value
          .decimalValueOpt()
          .filter(number -> number.signum() > 0 && number.compareTo(LATEST_MILLISECOND) <= 0)
          .map(EngineFields::instant)
          .or(() -> value.stringValueOpt().map(Instant::parse))
          .filter(at -> !at.isBefore(EARLIEST) && !at.isAfter(LATEST));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Instant instant(BigDecimal number) {
    return number.compareTo(FEWEST_MILLISECONDS) < 0
        ? Instant.ofEpochSecond(number.longValue())
        : Instant.ofEpochMilli(number.longValue());
  }

  public static LastSeen lastSeen(Optional<Instant> at) {
    return at.<LastSeen>map(LastSeen.Visible::new).orElse(LastSeen.UNKNOWN);
  }
}
