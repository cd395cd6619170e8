package dev.presently.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.presently.client.http.ApiException;
import dev.presently.client.model.ErrorAnswer;
import dev.presently.client.model.OwnPresence;
import dev.presently.client.model.Presence;
import dev.presently.client.model.PresenceList;
import dev.presently.client.model.PresenceWord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PresentlyTest {
  private static final String CHAT = "5511900000001@s.whatsapp.net";
  private static final String SUCCESS = "{\"data\":{\"success\":true}}";
  private static final String BUSY =
      "{\"error\":\"busy\",\"code\":\"unavailable\",\"requestId\":\"1\",\"new\":1}";

  private record Planned(int status, List<String> headers, String body) {}

  private record Seen(
      String request, List<String> keys, String authorization, @Nullable String ifNoneMatch) {}

  private final Queue<Planned> planned = new ArrayDeque<>();
  private final List<Seen> seen = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private HttpServer server;
  private Presently presently;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    presently =
        Presently.at(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
            "prs_key",
            new RetryingHttpClient(HttpClient.newHttpClient(), pauses::add));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    var next = planned.remove();
    seen.add(
        new Seen(
            exchange.getRequestMethod() + " " + exchange.getRequestURI(),
            exchange.getRequestHeaders().getOrDefault("Idempotency-Key", List.of()),
            exchange.getRequestHeaders().getFirst("Authorization"),
            exchange.getRequestHeaders().getFirst("If-None-Match")));
    next.headers()
        .forEach(
            header -> {
              var parts = header.split(": ", 2);
              exchange.getResponseHeaders().add(parts[0], parts[1]);
            });
    var body = next.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(next.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void plan(int status, String body, String... headers) {
    planned.add(new Planned(status, List.of(headers), body));
  }

  private static String presence(String word) {
    return "{\"chatId\":\"%s\",\"presence\":\"%s\",\"subscribed\":true,\"new\":1}"
        .formatted(CHAT, word);
  }

  private void setPresence() {
    presently.presence().setPresence("phone", new OwnPresence(), null, null);
  }

  @Test
  void aRequestIsRepeatedWhenTheServerSaysAndIsOneRequestByItsKey() {
    plan(429, BUSY, "Retry-After: 3");
    plan(503, BUSY, "Retry-After: 1");
    plan(200, SUCCESS);
    plan(200, SUCCESS);

    setPresence();
    setPresence();

    assertThat(pauses).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(1));
    assertThat(seen).hasSize(4).allSatisfy(request -> assertThat(request.keys()).hasSize(1));
    assertThat(seen.subList(0, 3)).containsOnly(seen.get(0));
    assertThat(seen.get(3).keys()).isNotEqualTo(seen.get(0).keys());
    assertThat(seen.get(0).authorization()).isEqualTo("Bearer prs_key");
  }

  @Test
  void aRequestThatTheServerStillWorksOnIsAskedForAgain() {
    plan(503, BUSY, "Retry-After: 1");
    plan(
        409, "{\"error\":\"wait\",\"code\":\"in_progress\",\"requestId\":\"1\"}", "Retry-After: 1");
    plan(200, SUCCESS);

    setPresence();

    assertThat(seen).hasSize(3).containsOnly(seen.get(0));
  }

  @Test
  void aConflictIsNotRepeated() {
    plan(409, BUSY);

    assertThat(catchThrowableOfType(ApiException.class, this::setPresence)).isNotNull();
    assertThat(pauses).isEmpty();
  }

  @Test
  void theCallersOwnIdempotencyKeyStays() {
    plan(200, SUCCESS);

    presently.presence().setPresence("phone", new OwnPresence(), "mine", null);

    assertThat(seen.get(0).keys()).containsExactly("mine");
  }

  @Test
  void whatIsRefusedForLongIsNotWaitedForAndSaysItsCode() {
    plan(429, BUSY, "Retry-After: 61");

    var failed = catchThrowableOfType(ApiException.class, this::setPresence);

    assertThat(failed.getCode()).isEqualTo(429);
    assertThat(presently.error(failed)).map(ErrorAnswer::getCode).contains("unavailable");
    assertThat(pauses).isEmpty();
  }

  @Test
  void theFifthAttemptIsTheLast() {
    for (int i = 0; i < 5; i++) {
      plan(503, BUSY, "Retry-After: 1");
    }

    assertThat(catchThrowableOfType(ApiException.class, this::setPresence)).isNotNull();
    assertThat(pauses).hasSize(4);
  }

  @Test
  void aListIsReadPageByPage() {
    plan(
        200,
        "{\"data\":[%s,%s],\"nextCursor\":\"a b\"}"
            .formatted(presence("available"), presence("unknown")));
    plan(200, "{\"data\":[%s]}".formatted(presence("composing")));

    var items =
        Presently.items(
            cursor -> presently.presence().listPresence("desk", 2, cursor, null, null),
            PresenceList::getData,
            PresenceList::getNextCursor);
    assertThat(seen).isEmpty();

    assertThat(items.map(Presence::getPresence))
        .containsExactly(PresenceWord.AVAILABLE, PresenceWord.UNKNOWN, PresenceWord.COMPOSING);
    assertThat(seen)
        .extracting(Seen::request)
        .containsExactly(
            "GET /api/sessions/desk/presence?limit=2",
            "GET /api/sessions/desk/presence?limit=2&cursor=a%20b");
  }

  @Test
  void aPolledPresenceIsReturnedWhenItChanged() {
    plan(200, "{\"data\":%s}".formatted(presence("available")), "ETag: \"1\"");
    plan(304, "", "ETag: \"1\"");

    var polled = presently.poll("desk", CHAT);

    assertThat(polled.ifChanged()).map(Presence::getPresence).contains(PresenceWord.AVAILABLE);
    assertThat(polled.ifChanged()).isEmpty();
    assertThat(seen).extracting(Seen::ifNoneMatch).containsExactly(null, "\"1\"");
    assertThat(seen.get(0).request())
        .isEqualTo("GET /api/sessions/desk/presence/5511900000001%40s.whatsapp.net");
  }
}
