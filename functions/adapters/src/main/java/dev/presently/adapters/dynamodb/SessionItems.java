package dev.presently.adapters.dynamodb;

import dev.presently.core.contact.Jid;
import dev.presently.core.contact.PhoneNumber;
import dev.presently.core.destination.Destination;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineState;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Secret;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStatus;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The item of a session in the Registry table and its stream, which has a list row; see {@link
 * ListedItems}.
 *
 * <pre>
 * pk                           SESSION#name; the stream filter matches the prefix
 * sk                           SESSION
 * revision, write              see {@link Revision}
 * state, reason                status words; the reason may be absent
 * engineType                   loopback, or the word of a remote engine
 * engineUrl, engineSession, engineApiKey, engineWebhookSecret
 * engineSubscribePerSecond, engineRenewAfter, engineStaleAfter (seconds), engineConfigure
 * phoneNumber, lid, pushName
 * proxy, config                JSON as received
 * statusAt, connectedAt, lastEventAt, lastError
 *                              of a remote engine; see {@link EngineState}
 * createdAt, updatedAt         times
 * </pre>
 */
public final class SessionItems {
  static final ListedItems LISTED = new ListedItems("SESSION");

  private SessionItems() {}

  /** Reads an item or a stream image; empty for another kind of item. */
  public static Optional<Session> read(Map<String, AttributeValue> attributes) {
    return LISTED.ofKind(attributes).map(SessionItems::read);
  }

  static Session read(Item item) {
    return UnknownValue.ifRefused(
        () ->
            new Session(
                new SessionName(LISTED.id(item)),
                engine(item),
                new SessionStatus(
                    item.word("state", SessionStatus.State.class).orElseThrow(),
                    item.word("reason", SessionStatus.Reason.class)),
                new Session.Profile(
                    item.text("phoneNumber").map(PhoneNumber::new),
                    item.text("lid").map(Jid::parse),
                    item.text("pushName"),
                    item.text("proxy"),
                    item.text("config")),
                new EngineState(
                    item.instant("statusAt"),
                    item.instant("connectedAt"),
                    item.instant("lastEventAt"),
                    item.text("lastError")),
                item.requiredInstant("createdAt"),
                item.requiredInstant("updatedAt"),
                item.number(Revision.REVISION)));
  }

  static ItemKey key(SessionName name) {
    return LISTED.key(name);
  }

  static Item write(Session session) {
    EngineSettings engine = session.engine();
    Session.Profile profile = session.profile();
    return Item.at(key(session.name()))
        .word("state", session.status().state())
        .word("reason", session.status().reason())
        .text("engineType", engine.type())
        .text("engineUrl", engine.url())
        .text("engineSession", engine.session())
        .text("engineApiKey", engine.apiKey().map(Secret::value))
        .text("engineWebhookSecret", engine.webhookSecret().map(Secret::value))
        .text("engineSubscribePerSecond", engine.options().subscribePerSecond())
        .text("engineRenewAfter", engine.options().renewAfter().map(Duration::toSeconds))
        .text("engineStaleAfter", engine.options().staleAfter().map(Duration::toSeconds))
        .text("engineConfigure", engine.options().configure())
        .text("phoneNumber", profile.phoneNumber())
        .text("lid", profile.lid())
        .text("pushName", profile.pushName())
        .text("proxy", profile.proxy())
        .text("config", profile.config())
        .text("statusAt", session.engineState().statusAt())
        .text("connectedAt", session.engineState().connectedAt())
        .text("lastEventAt", session.engineState().lastEventAt())
        .text("lastError", session.engineState().lastError())
        .text("createdAt", session.createdAt())
        .text("updatedAt", session.updatedAt());
  }

  private static EngineSettings engine(Item item) {
    return new EngineSettings(
        new EngineType(item.required("engineType")),
        item.text("engineUrl").map(URI::create).map(Destination::new),
        item.text("engineSession"),
        secret(item, "engineApiKey"),
        secret(item, "engineWebhookSecret"),
        new EngineSettings.Options(
            item.text("engineSubscribePerSecond").map(BigDecimal::new),
            seconds(item, "engineRenewAfter"),
            seconds(item, "engineStaleAfter"),
            item.text("engineConfigure").map(Boolean::valueOf)));
  }

  private static Optional<Duration> seconds(Item item, String name) {
    return item.text(name).map(Long::parseLong).map(Duration::ofSeconds);
  }

  private static Optional<Secret> secret(Item item, String name) {
    return item.text(name).map(Secret::new);
  }
}
