package dev.presently.api.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.presently.adapters.json.StrictJson;
import dev.presently.api.InMemoryDeployment;
import dev.presently.api.NamedContext;
import dev.presently.api.client.ClientTokens;
import dev.presently.core.Examples;
import dev.presently.core.access.ApiKey;
import dev.presently.core.access.ClientId;
import dev.presently.core.access.EphemeralId;
import dev.presently.core.access.Grant;
import dev.presently.core.access.KeyText;
import dev.presently.core.access.KeyTexts;
import dev.presently.core.client.ClientAction;
import dev.presently.core.client.ClientRules;
import dev.presently.core.client.ClientToken;
import dev.presently.core.client.WebOrigin;
import dev.presently.core.contact.Jid;
import dev.presently.core.live.ConnectionId;
import dev.presently.core.session.Secret;
import dev.presently.core.session.SessionName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The routes of the WebSocket API, called with the events of API Gateway that events/ holds. */
final class LiveFixture {
  static final ConnectionId CONNECTION = new ConnectionId("JKJaXcsdPHcCIhw=");
  static final SessionName SHOP = new SessionName("shop");
  static final Jid MARIA = Jid.phone("5511999999999");
  static final String PAGE = "https://app.example.com";
  static final Secret TOKEN_KEY = new Secret("a".repeat(43));

  final InMemoryDeployment deployment = new InMemoryDeployment();

  LiveFixture() {
    deployment.store(Examples.loopback("shop"));
    deployment.clientRules.add(rules(Set.of(ClientAction.READ_PRESENCE), true, 0));
  }

  private static ClientRules rules(
      Set<ClientAction> actions, boolean isEnabled, int ratePerMinute) {
    return new ClientRules(
        SHOP, actions, Set.of(new WebOrigin(PAGE)), ratePerMinute, 0, isEnabled, TOKEN_KEY);
  }

  void allow(ClientAction action) {
    deployment.clientRules.replace(rules(Set.of(action), true, 0), TOKEN_KEY);
  }

  void allowPerMinute(int requests) {
    deployment.clientRules.replace(
        rules(Set.of(ClientAction.READ_PRESENCE), true, requests), TOKEN_KEY);
  }

  void switchOff() {
    deployment.clientRules.replace(rules(Set.of(ClientAction.READ_PRESENCE), false, 0), TOKEN_KEY);
  }

  /** A token that is valid for this time, for these chats only, or for all where there are none. */
  String token(Duration validFor, Jid... chats) {
    return ClientTokens.sign(
        new ClientToken(
            new ClientId(SHOP, new EphemeralId("visitor-1")),
            chats.length == 0 ? Optional.empty() : Optional.of(Set.of(chats)),
            deployment.clock.instant().plus(validFor)),
        TOKEN_KEY);
  }

  String key(Grant grant) {
    KeyText text = KeyTexts.text(1);
    deployment.keys.save(
        ApiKey.create(
            text.hash(), "a server", grant, 100, deployment.clock.instant(), Optional.empty()));
    deployment.checksumKeys();
    return text.value();
  }

  /** The status of the handshake. */
  int connect(String token) {
    return connect(token, PAGE);
  }

  int connect(String token, String origin) {
    ObjectNode event = event("connect-live");
    event.withObject("/headers").put("Origin", origin);
    event.withObject("/queryStringParameters").put("token", token);
    return status(new ConnectLive(deployment), event);
  }

  int disconnect() {
    return status(new DisconnectLive(deployment), event("disconnect-live"));
  }

  /** What the connection got after this message. */
  List<JsonNode> send(String message) {
    return send(event("receive-live-message").put("body", message.replace('\'', '"')));
  }

  List<JsonNode> send(ObjectNode event) {
    int before = deployment.liveSender.sentTo(CONNECTION).size();
    if (status(new ReceiveLiveMessage(deployment), event) != 200) {
      throw new AssertionError("a message is always taken");
    }
    return deployment.liveSender.sentTo(CONNECTION).stream()
        .skip(before)
        .map(StrictJson::read)
        .toList();
  }

  Instant now() {
    return deployment.clock.instant();
  }

  /** As it stands in events/. */
  static ObjectNode event(String name) {
    try {
      return (ObjectNode)
          StrictJson.read(Files.readString(Path.of("../../events/" + name + ".json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int status(RequestStreamHandler handler, JsonNode event) {
    var answer = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(StrictJson.bytes(event)), answer, new NamedContext("request-1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return StrictJson.read(answer.toString(UTF_8)).path("statusCode").intValue();
  }
}
