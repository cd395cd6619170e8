package dev.presently.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import dev.presently.adapters.http.PublicHostChecker.AddressResolver;
import dev.presently.core.TestClock;
import dev.presently.core.delivery.FakeAnswer;
import dev.presently.core.delivery.FakeReceiver;
import dev.presently.core.delivery.Outcome;
import dev.presently.core.delivery.Outcome.Delivered;
import dev.presently.core.delivery.Outcome.Kind;
import dev.presently.core.delivery.Outcome.Permanent;
import dev.presently.core.delivery.Outcome.RetryLater;
import dev.presently.core.delivery.SignedRequest;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.Destination;
import dev.presently.core.webhook.WebhookId;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Measures short deadlines, which other tests at the same time would exceed. */
@Isolated
class HttpReceiverClientTest {
  /** Too long for any receiver here that answers, however busy the machine is. */
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  /** For receivers that use all the time they get. */
  private static final Duration SHORT = Duration.ofSeconds(2);

  private static final Outcome NO_ANSWER = RetryLater.because(Kind.TIMEOUT, "no answer within 2 s");
  private static final Outcome NO_TLS =
      RetryLater.because(Kind.TLS, "TLS failed; does this port serve https?");

  private static final AllowedPrivateHosts LOCAL =
      new AllowedPrivateHosts(Set.of("127.0.0.1", "localhost", "[::1]", "nowhere.invalid"));

  private final HttpReceiverClient receivers =
      new HttpReceiverClient(hosts(LOCAL), DEADLINE, new TestClock());

  private final HttpReceiverClient hasty =
      new HttpReceiverClient(hosts(LOCAL), SHORT, new TestClock());

  @AfterEach
  void close() {
    hasty.close();
    receivers.close();
  }

  @Test
  void theRequestIsSentAsItWasSignedAndNothingIsAdded() throws IOException {
    try (var receiver = RawReceiver.answering("HTTP/1.1 204 No Content\r\n\r\n")) {
      var request =
          new SignedRequest(
              new WebhookId(1),
              local("http://127.0.0.1:" + receiver.port() + "/a//b/../c?x=%20y"),
              Map.of("User-Agent", "Presently/1", "Content-Type", "application/json"),
              "{\"ä\":1}");

      assertThat(receivers.attempt(request)).isEqualTo(new Delivered(204));
      assertThat(receiver.heads().getFirst().lines())
          .containsExactlyInAnyOrder(
              "POST /a//b/../c?x=%20y HTTP/1.1",
              "Host: 127.0.0.1:" + receiver.port(),
              "Content-Length: 8",
              "Content-Type: application/json",
              "User-Agent: Presently/1");
    }
  }

  @Test
  void aTrailingDotIsDropped() throws IOException {
    try (var receiver = RawReceiver.answering("HTTP/1.1 204 No Content\r\n\r\n")) {
      assertThat(attempt("http://localhost.:" + receiver.port())).isEqualTo(new Delivered(204));
      assertThat(receiver.heads().getFirst())
          .startsWith("POST / HTTP/1.1\n")
          .contains("Host: localhost:" + receiver.port() + "\n");
    }
  }

  @Test
  void anAddressInBracketsIsReached() {
    try (var receiver = FakeReceiver.startOnAllAddresses()) {
      assumeThatCode(() -> new Socket("::1", receiver.port()).close()).doesNotThrowAnyException();

      assertThat(attempt("http://[::1]:" + receiver.port() + "/")).isEqualTo(new Delivered(200));
      assertThat(receiver.received().getFirst().header("Host"))
          .contains("[::1]:" + receiver.port());
    }
  }

  @Test
  void theStatusLineDecides() {
    try (var receiver = FakeReceiver.start()) {
      receiver.answer(
          FakeAnswer.status(202), FakeAnswer.status(410), FakeAnswer.status(500).saying("no"));

      assertThat(attempt(receiver)).isEqualTo(new Delivered(202));
      assertThat(attempt(receiver)).isEqualTo(new Permanent(410));
      assertThat(attempt(receiver)).isEqualTo(status(500, Optional.empty(), "no"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsNotFollowed(int status) {
    try (var receiver = FakeReceiver.start()) {
      receiver.answer(FakeAnswer.status(status).with("Location", receiver.url().toString()));

      assertThat(attempt(receiver))
          .isEqualTo(
              status(
                  status, Optional.empty(), "status " + status + ": redirects are not followed"));
      assertThat(receiver.received()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 407, 429, 503})
  void nothingIsRepeatedByItself(int status) {
    try (var receiver = FakeReceiver.start()) {
      receiver.answer(
          FakeAnswer.status(status)
              .with("Retry-After", "0")
              .with("WWW-Authenticate", "Basic realm=\"x\""));

      assertThat(attempt(receiver))
          .isEqualTo(
              status(status, Optional.of(Duration.ZERO), "status " + status + " without a body"));
      assertThat(receiver.received()).hasSize(1);
    }
  }

  @Test
  void theReceiverSaysWhenToComeBack() {
    try (var receiver = FakeReceiver.start()) {
      receiver.answer(
          FakeAnswer.status(429).with("Retry-After", "120"),
          FakeAnswer.status(503).with("Retry-After", "Mon, 02 Mar 2026 10:01:30 GMT"),
          FakeAnswer.status(503).with("Retry-After", "Mon, 02 Mar 2026 09:00:00 GMT"),
          FakeAnswer.status(503).with("Retry-After", "soon"));

      assertThat(attempt(receiver))
          .isEqualTo(status(429, Optional.of(Duration.ofMinutes(2)), "status 429 without a body"));
      assertThat(attempt(receiver))
          .isEqualTo(status(503, Optional.of(Duration.ofSeconds(90)), "status 503 without a body"));
      assertThat(attempt(receiver))
          .isEqualTo(status(503, Optional.of(Duration.ZERO), "status 503 without a body"));
      assertThat(attempt(receiver))
          .isEqualTo(status(503, Optional.empty(), "status 503 without a body"));
    }
  }

  @Test
  void ofTheAnswerOneEscapedKibibyteIsKept() {
    try (var receiver = FakeReceiver.start()) {
      receiver.answer(
          FakeAnswer.status(500).saying("<b>\\\n\u00e4"),
          FakeAnswer.status(500).saying("x".repeat(5000)),
          FakeAnswer.status(500).saying("\n".repeat(5000)));

      assertThat(attempt(receiver))
          .isEqualTo(status(500, Optional.empty(), "<b>\\x5c\\x0a\\xc3\\xa4"));
      assertThat(attempt(receiver)).isEqualTo(status(500, Optional.empty(), "x".repeat(1024)));
      assertThat(attempt(receiver)).isEqualTo(status(500, Optional.empty(), "\\x0a".repeat(256)));
    }
  }

  @Test
  void aConnectionIsUsedAgain() throws IOException {
    try (var receiver = RawReceiver.counting()) {
      assertThat(attempt(receiver, "/")).isEqualTo(new Delivered(201));
      assertThat(attempt(receiver, "/")).isEqualTo(new Delivered(202));
    }
  }

  @Test
  void aSilentReceiverEndsAtTheDeadline() throws IOException {
    try (var receiver = new RawReceiver(socket -> socket.getInputStream().transferTo(nowhere()))) {
      assertInTime(receiver, NO_ANSWER);
    }
  }

  @Test
  void drippingHeadersEndAtTheDeadline() throws IOException {
    try (var receiver = RawReceiver.dripping("HTTP/1.1 200 OK\r\n", "X: y\r\n")) {
      assertInTime(receiver, NO_ANSWER);
    }
  }

  @Test
  void endlessInterimAnswersEndAtTheDeadline() throws IOException {
    try (var receiver = RawReceiver.dripping("", "HTTP/1.1 103 Early Hints\r\n\r\n")) {
      assertInTime(receiver, NO_ANSWER);
    }
  }

  @Test
  void aBodyThatDripsAfterSuccessIsNotWaitedFor() throws IOException {
    try (var receiver =
        RawReceiver.dripping("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", "x")) {
      assertInTime(receiver, new Delivered(200));
    }
  }

  @Test
  void aBodyThatDripsAfterAFailureIsKeptAsFarAsItCame() throws IOException {
    try (var receiver =
        RawReceiver.dripping("HTTP/1.1 500 No\r\nContent-Length: 9999\r\n\r\nbecause", "")) {
      assertInTime(receiver, status(500, Optional.empty(), "because"));
    }
  }

  @Test
  void aHugeBodyIsNotRead() throws IOException {
    try (var receiver = RawReceiver.dripping("HTTP/1.1 200 OK\r\n\r\n", "x".repeat(100_000))) {
      assertInTime(receiver, new Delivered(200));
    }
  }

  /** What the buffers of two sockets hold is more than what is read, and far from all. */
  @ParameterizedTest
  @ValueSource(strings = {"200 OK", "500 No"})
  void ofAHugeBodyOnlyTheBeginningIsTaken(String status) throws IOException {
    long gibibyte = 1L << 30;
    var taken = new AtomicLong();
    try (var receiver =
        RawReceiver.pouring(
            "HTTP/1.1 " + status + "\r\nContent-Length: " + gibibyte + "\r\n\r\n",
            gibibyte,
            taken)) {
      attempt(receiver, "/");

      assertThat(taken).hasValueLessThan(gibibyte / 64);
    }
  }

  @ParameterizedTest
  @MethodSource("oddHeaders")
  void whateverTheHeadersTheStatusLineDecides(String headers) throws IOException {
    try (var receiver = RawReceiver.answering("HTTP/1.1 200 OK\r\n" + headers + "\r\n")) {
      assertInTime(receiver, new Delivered(200));
    }
    try (var receiver = RawReceiver.answering("HTTP/1.1 410 Gone\r\n" + headers + "\r\n")) {
      assertInTime(receiver, new Permanent(410));
    }
  }

  static List<String> oddHeaders() {
    return List.of(
        "X: y\r\n".repeat(101),
        "X: y\r\n".repeat(1000),
        "X: " + "y".repeat(9 * 1024) + "\r\n",
        "X: " + "y".repeat(100 * 1024) + "\r\n",
        "a header without a colon\r\n",
        ": without a name\r\n",
        "Content-Length: many\r\n",
        "Transfer-Encoding: none\r\n");
  }

  @Test
  void aFailureWithTooLargeHeadersSaysSo() throws IOException {
    try (var receiver =
        RawReceiver.answering("HTTP/1.1 500 No\r\n" + "X: y\r\n".repeat(1000) + "\r\n")) {
      assertInTime(
          receiver,
          status(
              500,
              Optional.empty(),
              "status 500: a header line is longer than 16 KiB, or there are more than 200 headers"));
    }
  }

  @Test
  void ofAFailureWithOddHeadersRestAndBodyAreRead() throws IOException {
    try (var receiver =
        RawReceiver.answering(
            "HTTP/1.1 503 No\r\nodd\r\n"
                + "X: y\r\n".repeat(150)
                + "Retry-After: 7\r\nContent-Length: 7\r\n\r\nbecause")) {
      assertInTime(receiver, status(503, Optional.of(Duration.ofSeconds(7)), "because"));
    }
  }

  @Test
  void noHttpIsAFailureOfTheConnection() throws IOException {
    try (var receiver = RawReceiver.answering("SSH-2.0-x\r\n".repeat(200))) {
      assertInTime(receiver, RetryLater.because(Kind.CONNECTION, "the answer is not HTTP"));
    }
  }

  @Test
  void aResetIsAFailureOfTheConnection() throws IOException {
    try (var receiver = new RawReceiver(socket -> socket.setSoLinger(true, 0))) {
      assertThat(hasty.attempt(request(url(receiver, "/"))))
          .satisfies(failed -> assertThat(failed.kind()).isEqualTo(Kind.CONNECTION))
          .satisfies(failed -> assertThat(failed.error()).isPresent());
    }
  }

  @Test
  void aRefusedConnectionIsAFailureOfTheConnection() throws IOException {
    int port;
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }

    assertThat(attempt("http://127.0.0.1:" + port + "/"))
        .isEqualTo(RetryLater.because(Kind.CONNECTION, "connection refused"));
  }

  @Test
  void anUnknownHostIsAFailureOfDns() {
    assertThat(attempt("http://nowhere.invalid/"))
        .isEqualTo(RetryLater.because(Kind.DNS, "the host name has no address"));
  }

  @Test
  void aReceiverWithoutTlsIsAFailureOfTls() throws IOException {
    try (var receiver = RawReceiver.answering("HTTP/1.1 400 Bad Request\r\n\r\n")) {
      assertThat(hasty.attempt(request("https://127.0.0.1:" + receiver.port() + "/")))
          .isIn(NO_TLS, NO_ANSWER);
    }
    try (var receiver =
        new RawReceiver(socket -> RawReceiver.write(socket, "\u0015\u0003\u0003\0\2\2\50"))) {
      assertThat(hasty.attempt(request("https://127.0.0.1:" + receiver.port() + "/")))
          .isEqualTo(NO_TLS);
    }
  }

  @Test
  void aSilentTlsHandshakeEndsAtTheDeadline() throws IOException {
    try (var receiver = new RawReceiver(socket -> socket.getInputStream().transferTo(nowhere()))) {
      assertThat(hasty.attempt(request("https://127.0.0.1:" + receiver.port() + "/")))
          .isEqualTo(NO_ANSWER);
    }
  }

  @Test
  void aHostThatIsNoLongerAllowedIsRefused() {
    try (var receiver = FakeReceiver.start();
        var strict =
            new HttpReceiverClient(hosts(AllowedPrivateHosts.NONE), DEADLINE, new TestClock())) {
      assertThat(strict.attempt(request(receiver.url().toString())))
          .isEqualTo(
              RetryLater.because(
                  Kind.REFUSED_ADDRESS,
                  "no longer allowed: not an allowed URL: the scheme must be https"));
      assertThat(receiver.received()).isEmpty();
    }
  }

  @Test
  void aNameWithOnePrivateAddressIsRefused() {
    AddressResolver inside =
        _ -> List.of(InetAddress.ofLiteral("1.1.1.1"), InetAddress.getLoopbackAddress());
    try (var strict =
        new HttpReceiverClient(new PublicHostChecker(LOCAL, inside), DEADLINE, new TestClock())) {
      assertThat(strict.attempt(request("https://receiver.presently.dev:8443/")))
          .isEqualTo(RetryLater.because(Kind.REFUSED_ADDRESS, "the address is private"));
    }
  }

  @Test
  void onlyTheCheckedAddressesAreUsedWithoutASecondLookup() {
    List<String> asked = new ArrayList<>();
    AddressResolver once =
        name -> {
          asked.add(name);
          return List.of(InetAddress.getLoopbackAddress());
        };
    var allowed = new AllowedPrivateHosts(Set.of("nobody-else-knows.presently.dev"));
    try (var receiver = FakeReceiver.start();
        var pinned =
            new HttpReceiverClient(
                new PublicHostChecker(allowed, once), DEADLINE, new TestClock())) {
      String url = "http://nobody-else-knows.presently.dev:" + receiver.port() + "/";
      var request =
          new SignedRequest(new WebhookId(1), Destination.parse(url, allowed), Map.of(), "{}");

      assertThat(pinned.attempt(request)).isEqualTo(new Delivered(200));
      assertThat(asked).containsExactly("nobody-else-knows.presently.dev");
    }
  }

  @Test
  void aSilentReceiverDoesNotDelayOthers() throws IOException {
    try (var silent = new RawReceiver(socket -> socket.getInputStream().transferTo(nowhere()));
        var receiver = FakeReceiver.start();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 50)
          .forEach(_ -> threads.execute(() -> hasty.attempt(request(url(silent, "/")))));
      List<Outcome> outcomes = IntStream.range(0, 20).mapToObj(_ -> attempt(receiver)).toList();

      assertThat(outcomes).containsOnly(new Delivered(200));
    }
  }

  private void assertInTime(RawReceiver receiver, Outcome expected) {
    long began = System.nanoTime();
    assertThat(hasty.attempt(request(url(receiver, "/")))).isEqualTo(expected);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(DEADLINE);
  }

  private Outcome attempt(FakeReceiver receiver) {
    return attempt(receiver.url().toString());
  }

  private Outcome attempt(RawReceiver receiver, String path) {
    return attempt(url(receiver, path));
  }

  private static String url(RawReceiver receiver, String path) {
    return "http://127.0.0.1:" + receiver.port() + path;
  }

  private Outcome attempt(String url) {
    return receivers.attempt(request(url));
  }

  private static SignedRequest request(String url) {
    return new SignedRequest(new WebhookId(1), local(url), Map.of(), "{}");
  }

  private static PublicHostChecker hosts(AllowedPrivateHosts allowed) {
    return new PublicHostChecker(allowed, AddressResolver.SYSTEM);
  }

  private static Destination local(String url) {
    return Destination.parse(url, LOCAL);
  }

  private static RetryLater status(int status, Optional<Duration> retryAfter, String answer) {
    Optional<String> said = Optional.of(answer).filter(text -> !text.isEmpty());
    return new RetryLater(Kind.STATUS, Optional.of(status), retryAfter, said);
  }

  private static OutputStream nowhere() {
    return OutputStream.nullOutputStream();
  }
}
