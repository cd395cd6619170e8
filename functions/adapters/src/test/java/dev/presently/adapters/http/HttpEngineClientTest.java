package dev.presently.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.adapters.engines.EngineCall;
import dev.presently.adapters.engines.EngineFields;
import dev.presently.adapters.engines.EngineProtocol;
import dev.presently.adapters.engines.EngineRequest;
import dev.presently.adapters.engines.EngineResponse;
import dev.presently.adapters.engines.UnsupportedCommand;
import dev.presently.adapters.http.PublicHostChecker.AddressResolver;
import dev.presently.core.DependencyFailed;
import dev.presently.core.delivery.FakeAnswer;
import dev.presently.core.delivery.FakeReceiver;
import dev.presently.core.delivery.Received;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.Destination;
import dev.presently.core.engine.EngineAnswer;
import dev.presently.core.engine.EngineAnswer.Cannot;
import dev.presently.core.engine.EngineAnswer.Done;
import dev.presently.core.engine.EngineAnswer.Refused;
import dev.presently.core.engine.EngineAnswer.Unreachable;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** Measures short deadlines, which other tests at the same time would exceed. */
@Isolated
class HttpEngineClientTest {
  /** Too long for any engine here that answers, however busy the machine is. */
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  /** For engines that use all the time they get. */
  private static final Duration SHORT = Duration.ofSeconds(2);

  private static final Unreachable NOT_IN_TIME = new Unreachable("no answer within 2 s");
  private static final Unreachable NO_HTTP = new Unreachable("the answer is not HTTP");

  private static final EngineAnswer LARGE_HEADERS =
      new Unreachable("a header line is longer than 16 KiB, or there are more than 200 headers");
  private static final Unreachable CLOSED =
      new Unreachable("the connection was closed without a complete answer");
  private static final Secret KEY = new Secret("key-that-nobody-may-see");
  private static final EngineCommand COMMAND = new EngineCommand.Stop();
  private static final AllowedPrivateHosts LOCAL =
      new AllowedPrivateHosts(Set.of("127.0.0.1", "localhost", "nowhere.invalid"));

  @TempDir Path directory;

  private final List<EngineCall> calls = new ArrayList<>();
  private final List<EngineResponse> responses = new ArrayList<>();
  private boolean supported = true;
  private AddressResolver resolver = AddressResolver.SYSTEM;
  private AllowedPrivateHosts allowed = LOCAL;
  private SSLContext trusted = SSLContexts.createDefault();
  private final List<HttpEngineClient> clients = new ArrayList<>();

  @AfterEach
  void close() {
    clients.forEach(HttpEngineClient::close);
  }

  @Test
  void theRequestIsTheProtocolsBelowThePathOfTheUrl() throws IOException {
    try (var engine = RawReceiver.answering("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")) {
      var body = JsonNodeFactory.instance.objectNode().put("presence", "online");
      call(
          new EngineRequest(
              "POST",
              "/api/my%20shop/presence/5511999999999%40c.us/subscribe?x=%2F",
              Map.of("X-Api-Key", KEY.value()),
              Optional.of(body)));

      assertThat(send(url(engine) + "/waha/")).isEqualTo(Done.DONE);
      assertThat(engine.heads().getFirst().lines())
          .containsExactlyInAnyOrder(
              "POST /waha/api/my%20shop/presence/5511999999999%40c.us/subscribe?x=%2F HTTP/1.1",
              "Host: 127.0.0.1:" + engine.port(),
              "Content-Length: 21",
              "Content-Type: application/json",
              "Accept: application/json",
              "User-Agent: Presently/1",
              "X-Api-Key: " + KEY.value());
    }
  }

  @Test
  void aRequestWithoutABodyAndAUrlWithAQuery() throws IOException {
    try (var engine = RawReceiver.answering("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")) {
      call(new EngineRequest("POST", "/start?now=1", Map.of(), Optional.empty()));

      assertThat(send(url(engine) + "?tenant=a")).isEqualTo(Done.DONE);
      assertThat(engine.heads().getFirst())
          .startsWith("POST /start?tenant=a&now=1 HTTP/1.1\n")
          .contains("Content-Length: 0\n");
    }
  }

  @Test
  void aKeyWithLineBreaksAddsNoHeader() {
    try (var engine = FakeReceiver.start()) {
      call(new EngineRequest("GET", "/", Map.of("X-Api-Key", "a\r\nX-Other: b"), Optional.empty()));

      assertThat(send(engine.url().toString())).isEqualTo(Done.DONE);
      assertThat(engine.received().getFirst().header("X-Other")).isEmpty();
    }
  }

  @Test
  void requestsAreSentInOrderUntilOneIsNotDone() {
    try (var engine = FakeReceiver.start()) {
      engine.answer(FakeAnswer.OK, FakeAnswer.status(500).saying("<no>\n"), FakeAnswer.OK);
      call("/one");
      call("/two");
      call("/three");

      assertThat(send(engine.url().toString())).isEqualTo(new Refused(500, "<no>\\x0a"));
      assertThat(engine.received())
          .extracting(Received::path)
          .containsExactly("/events/one", "/events/two");
    }
  }

  @Test
  void theLastAnswerIsThatOfTheCommand() {
    try (var engine = FakeReceiver.start()) {
      call("/one");
      call("/two", _ -> new EngineAnswer.NotConnected("not now"));

      assertThat(send(engine.url().toString())).isEqualTo(new EngineAnswer.NotConnected("not now"));
    }
  }

  @Test
  void allRequestsOfACommandShareOneDeadline() {
    try (var engine = FakeReceiver.start()) {
      engine.alwaysAnswer(FakeAnswer.OK.after(SHORT.multipliedBy(3).dividedBy(5)));
      call("/one");
      call("/two");

      assertThat(sendInTime(engine.url().toString())).isEqualTo(NOT_IN_TIME);
      assertThat(responses).hasSize(1);
      assertThat(engine.received()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsAnOrdinaryStatus(int status) {
    try (var engine = FakeReceiver.start();
        var other = FakeReceiver.start()) {
      engine.answer(FakeAnswer.status(status).with("Location", other.url().toString()));
      call("/");

      assertThat(send(engine.url().toString())).isEqualTo(new Refused(status, ""));
      assertThat(engine.received()).hasSize(1);
      assertThat(other.received()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 407, 429, 503})
  void nothingIsRepeatedByItself(int status) {
    try (var engine = FakeReceiver.start()) {
      engine.answer(
          FakeAnswer.status(status)
              .with("Retry-After", "0")
              .with("WWW-Authenticate", "Basic realm=\"x\""));
      call("/");

      assertThat(send(engine.url().toString())).isEqualTo(new Refused(status, ""));
      assertThat(engine.received()).hasSize(1);
    }
  }

  @Test
  void noCookieIsSentBackAndNoCompressionIsAskedFor() {
    try (var engine = FakeReceiver.start()) {
      engine.answer(FakeAnswer.OK.with("Set-Cookie", "a=b; Path=/"));
      call("/one");
      call("/two");

      assertThat(send(engine.url().toString())).isEqualTo(Done.DONE);
      assertThat(engine.received())
          .allSatisfy(
              request -> {
                assertThat(request.header("Cookie")).isEmpty();
                assertThat(request.header("Accept-Encoding")).isEmpty();
              });
    }
  }

  @Test
  void anAnswerWithoutABodyIsRead() throws IOException {
    try (var engine = RawReceiver.answering("HTTP/1.1 204 No Content\r\n\r\n")) {
      call("/");

      assertThat(send(url(engine))).isEqualTo(Done.DONE);
      assertThat(responses.getFirst().status()).isEqualTo(204);
      assertThat(responses.getFirst().excerpt()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<!DOCTYPE html><title>Parked</title>", "{\"a\":", "[]", "null", "\0\1"})
  void whatTheReaderDoesNotUnderstandIsARefusal(String body) {
    try (var engine = FakeReceiver.start()) {
      engine.answer(FakeAnswer.OK.saying(body));
      call(
          "/",
          response -> {
            EngineFields.object(response.json(), "instance");
            return Done.DONE;
          });

      assertThat(send(engine.url().toString()))
          .isEqualTo(new Refused(200, EngineResponse.printable(body)));
    }
  }

  @Test
  void ofAHugeBodyOnlyTheBeginningIsRead() throws IOException {
    long gibibyte = 1L << 30;
    var taken = new AtomicLong();
    try (var engine =
        RawReceiver.pouring(
            "HTTP/1.1 200 OK\r\nContent-Length: " + gibibyte + "\r\n\r\n", gibibyte, taken)) {
      call("/");

      assertThat(send(url(engine))).isEqualTo(Done.DONE);
      assertThat(taken).hasValueLessThan(gibibyte / 64);
    }
  }

  @Test
  void aBodyIsCutAfter64KiB() {
    try (var engine = FakeReceiver.start()) {
      engine.answer(
          FakeAnswer.OK.saying("7" + " ".repeat(64 * 1024 - 1)),
          FakeAnswer.OK.saying("\"" + "x".repeat(64 * 1024 - 1) + "\""));
      call("/one");
      call("/two");

      assertThat(send(engine.url().toString())).isEqualTo(Done.DONE);
      assertThat(responses.get(0).json().intValue()).isEqualTo(7);
      assertThat(responses.get(1).json().isMissingNode()).isTrue();
    }
  }

  @Test
  void anEngineThatSaysNothingEndsAtTheDeadline() throws IOException {
    try (var engine = new RawReceiver(socket -> socket.getInputStream().transferTo(nowhere()))) {
      call("/");

      assertThat(sendInTime(url(engine))).isEqualTo(NOT_IN_TIME);
    }
  }

  @Test
  void slowHeadersEndAtTheDeadline() throws IOException {
    try (var engine = RawReceiver.dripping("HTTP/1.1 200 OK\r\n", "X: y\r\n")) {
      call("/");

      assertThat(sendInTime(url(engine))).isEqualTo(NOT_IN_TIME);
    }
  }

  @Test
  void aSlowBodyEndsAtTheDeadline() throws IOException {
    try (var engine =
        RawReceiver.dripping("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", "x")) {
      call("/");

      assertThat(sendInTime(url(engine))).isEqualTo(NOT_IN_TIME);
      assertThat(responses).isEmpty();
    }
  }

  @Test
  void aSilentTlsHandshakeEndsAtTheDeadline() throws IOException {
    try (var engine = new RawReceiver(socket -> socket.getInputStream().transferTo(nowhere()))) {
      call("/");

      assertThat(sendInTime("https://127.0.0.1:" + engine.port())).isEqualTo(NOT_IN_TIME);
    }
  }

  @Test
  void tooManyHeadersAreNoAnswer() throws IOException {
    try (var engine =
        RawReceiver.answering("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(1000) + "\r\n")) {
      call("/");

      assertThat(send(url(engine))).isEqualTo(LARGE_HEADERS);
    }
  }

  @Test
  void aHeaderOfAMebibyteIsNoAnswer() throws IOException {
    try (var engine =
        RawReceiver.answering("HTTP/1.1 200 OK\r\nX: " + "y".repeat(1 << 20) + "\r\n\r\n")) {
      call("/");

      assertThat(send(url(engine))).isEqualTo(LARGE_HEADERS);
    }
  }

  @Test
  void whatIsNotHttpIsNoAnswer() throws IOException {
    try (var engine = RawReceiver.answering("SSH-2.0-x\r\n".repeat(200))) {
      call("/");

      assertThat(send(url(engine))).isEqualTo(NO_HTTP);
    }
  }

  @Test
  void aConnectionThatIsClosedWithoutAnAnswer() throws IOException {
    RawReceiver[] self = new RawReceiver[1];
    try (var engine = new RawReceiver(socket -> self[0].readRequest(socket))) {
      self[0] = engine;
      call("/");

      assertThat(send(url(engine))).isEqualTo(CLOSED);
    }
  }

  @Test
  void anAnswerThatEndsEarlyIsNone() throws IOException {
    RawReceiver[] self = new RawReceiver[1];
    try (var engine =
        new RawReceiver(
            socket -> {
              self[0].readRequest(socket);
              RawReceiver.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{");
            })) {
      self[0] = engine;
      call("/");

      assertThat(send(url(engine))).isEqualTo(CLOSED);
      assertThat(responses).isEmpty();
    }
  }

  @Test
  void aBodyWithBrokenChunksIsNoAnswer() throws IOException {
    try (var engine =
        RawReceiver.answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")) {
      call("/");

      assertThat(send(url(engine))).isEqualTo(new Unreachable("the connection broke off"));
      assertThat(responses).isEmpty();
    }
  }

  @Test
  void aResetBreaksTheConnection() throws IOException {
    try (var engine = new RawReceiver(socket -> socket.setSoLinger(true, 0))) {
      call("/");

      assertThat(send(url(engine))).isIn(new Unreachable("the connection broke off"), CLOSED);
    }
  }

  @Test
  void aClosedPortRefusesTheConnection() throws IOException {
    int port;
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    call("/");

    assertThat(send("http://127.0.0.1:" + port)).isEqualTo(new Unreachable("connection refused"));
  }

  @Test
  void anUnknownHostHasNoAddress() {
    call("/");

    assertThat(send("http://nowhere.invalid"))
        .isEqualTo(new Unreachable("the host name has no address"));
  }

  @Test
  void aCertificateOfAnotherHostIsRefused() throws Exception {
    var keys = TlsKeys.of("engine.presently.dev", "-1H", directory);
    trusted = keys.clientContext();

    assertThat(sendToTls(keys, "localhost"))
        .isEqualTo(new Unreachable("the certificate is not valid for this host"));
    assertThat(responses).isEmpty();
  }

  @Test
  void aCertificateOfThisHostIsAccepted() throws Exception {
    var keys = TlsKeys.of("localhost", "-1H", directory);
    trusted = keys.clientContext();

    assertThat(sendToTls(keys, "localhost")).isEqualTo(Done.DONE);
  }

  @Test
  void aCertificateThatNobodySignedIsRefused() throws Exception {
    assertThat(sendToTls(TlsKeys.of("localhost", "-1H", directory), "localhost"))
        .isEqualTo(new Unreachable("the certificate is not from a trusted authority"));
  }

  @Test
  void anExpiredCertificateIsRefused() throws Exception {
    var keys = TlsKeys.of("localhost", "-9d", directory);
    trusted = keys.clientContext();

    assertThat(sendToTls(keys, "localhost"))
        .isEqualTo(new Unreachable("the certificate has expired or is not valid yet"));
  }

  @Test
  void anEngineWithoutTls() throws IOException {
    try (var engine =
        new RawReceiver(socket -> RawReceiver.write(socket, "HTTP/1.1 400 No\r\n\r\n"))) {
      call("/");

      assertThat(send("https://127.0.0.1:" + engine.port()))
          .isEqualTo(new Unreachable("TLS failed; does this port serve https?"));
    }
  }

  @Test
  void plainHttpIsForAllowedHostsAlone() {
    try (var engine = FakeReceiver.start()) {
      allowed = AllowedPrivateHosts.NONE;
      call("/");

      assertThat(send(engine.url().toString()))
          .isEqualTo(new Unreachable("not an allowed URL: the scheme must be https"));
      assertThat(engine.received()).isEmpty();
    }
  }

  @Test
  void aNameThatBecomesPrivateIsRefused() {
    resolver = _ -> List.of(InetAddress.ofLiteral("1.1.1.1"), InetAddress.getLoopbackAddress());
    call("/");

    assertThat(send("https://engine.presently.dev:8443"))
        .isEqualTo(new Unreachable("the address is private"));
  }

  @Test
  void onlyTheCheckedAddressesAreUsedWithoutASecondLookup() {
    List<String> asked = new ArrayList<>();
    resolver =
        name -> {
          asked.add(name);
          return List.of(InetAddress.getLoopbackAddress());
        };
    allowed = new AllowedPrivateHosts(Set.of("nobody-else-knows.presently.dev"));
    try (var engine = FakeReceiver.start()) {
      call("/");

      assertThat(send("http://nobody-else-knows.presently.dev:" + engine.port()))
          .isEqualTo(Done.DONE);
      assertThat(asked).containsExactly("nobody-else-knows.presently.dev");
    }
  }

  @Test
  void aReasonNamesNeitherKeyNorUrlNorAddress() throws IOException {
    resolver =
        name -> {
          if (name.equals("127.0.0.1")) {
            return List.of(InetAddress.getLoopbackAddress());
          }
          throw new UnknownHostException(name);
        };
    call("/path-of-the-call");
    List<EngineAnswer> answers = new ArrayList<>();
    int port;
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    answers.add(send("http://127.0.0.1:" + port + "/base?query=1"));
    answers.add(send("http://localhost/base?query=1"));
    answers.add(send("http://10.0.0.1/base?query=1"));
    try (var engine = new RawReceiver(socket -> socket.setSoLinger(true, 0))) {
      answers.add(send(url(engine) + "/base?query=1"));
    }

    assertThat(answers)
        .hasOnlyElementsOfType(Unreachable.class)
        .allSatisfy(
            answer ->
                assertThat(answer.toString())
                    .doesNotContain(KEY.value(), "127.0.0.1", "localhost", "10.0.0.1")
                    .doesNotContain("query", "base", "path-of-the-call", "" + port));
    assertThat(calls.toString()).doesNotContain(KEY.value(), "path-of-the-call");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bad token key-that-nobody-may-see",
        "{\"X-Api-Key\":\"key-that-nobody-may-see\"}",
        "Basic a2V5LXRoYXQtbm9ib2R5LW1heS1zZWU= is wrong",
        "{\"hmac\":{\"key\":\"secret/of the webhook\"}}",
        "https://presently:secret%2Fof%20the%20webhook@host/"
      })
  void aSecretThatTheEngineRepeatsIsHidden(String body) {
    try (var engine = FakeReceiver.start()) {
      engine.answer(FakeAnswer.status(500).saying(body));
      call("/");

      assertThat(send(engine.url().toString()).toString())
          .contains("***")
          .doesNotContain("nobody", "a2V5", "of the", "of%20the");
    }
  }

  @Test
  void aSecretThatIsCutIsHidden() {
    try (var engine = FakeReceiver.start()) {
      engine.answer(FakeAnswer.status(500).saying("x".repeat(190) + KEY.value()));
      call("/");

      assertThat(send(engine.url().toString()))
          .isEqualTo(new Refused(500, "x".repeat(190) + "***"));
    }
  }

  @Test
  void aSecretThatAnOverloadedEngineRepeatsIsHidden() {
    try (var engine = FakeReceiver.start()) {
      engine.answer(FakeAnswer.status(503).saying("busy: " + KEY.value()));
      call("/", response -> response.failure(Optional.empty()));

      assertThat(send(engine.url().toString())).isEqualTo(new Unreachable("HTTP 503 busy: ***"));
    }
  }

  @Test
  void anEngineWithoutAUrlIsNotCalled() {
    call("/");

    assertThat(client(DEADLINE).send(EngineSettings.of(ScriptedEngine.TYPE), COMMAND))
        .isEqualTo(
            new Cannot(
                "this session only receives the engine's webhooks; commands need engine.url"));
  }

  @Test
  void anEngineThatIsNotKnownIsNotCalled() {
    var other = EngineSettings.of(new EngineType("other"));

    assertThat(client(DEADLINE).send(other, COMMAND))
        .isEqualTo(new Cannot("no engine of type other is known here"));
  }

  @Test
  void aCommandThatTheEngineDoesNotHave() {
    try (var engine = FakeReceiver.start()) {
      supported = false;

      assertThat(send(engine.url().toString())).isEqualTo(new Cannot("it has something else"));
      assertThat(engine.received()).isEmpty();
    }
  }

  @Test
  void anInterruptIsAFaultOfOurs() throws IOException {
    try (var engine = new RawReceiver(socket -> socket.getInputStream().transferTo(nowhere()))) {
      call("/");
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> send(url(engine)))
          .isInstanceOf(DependencyFailed.class)
          .hasMessageNotContaining(KEY.value());
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private EngineAnswer sendToTls(TlsKeys keys, String host)
      throws IOException, GeneralSecurityException {
    RawReceiver[] self = new RawReceiver[1];
    try (var engine =
        new RawReceiver(
            keys.serverContext().getServerSocketFactory(),
            socket -> {
              self[0].readRequest(socket);
              RawReceiver.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            })) {
      self[0] = engine;
      call("/");
      return send("https://" + host + ":" + engine.port());
    }
  }

  private void call(String path) {
    call(path, HttpEngineClientTest::statusDecides);
  }

  private void call(String path, Function<EngineResponse, EngineAnswer> reader) {
    call(
        new EngineRequest("GET", path, Map.of("X-Api-Key", KEY.value()), Optional.empty()), reader);
  }

  private void call(EngineRequest request) {
    call(request, HttpEngineClientTest::statusDecides);
  }

  private void call(EngineRequest request, Function<EngineResponse, EngineAnswer> reader) {
    calls.add(
        new EngineCall(
            request,
            response -> {
              responses.add(response);
              return reader.apply(response);
            }));
  }

  private List<EngineCall> calls() {
    if (!supported) {
      throw new UnsupportedCommand("it has something else");
    }
    return calls;
  }

  private static EngineAnswer statusDecides(EngineResponse response) {
    return response.isSuccess() ? Done.DONE : new Refused(response.status(), response.excerpt());
  }

  private EngineAnswer send(String url) {
    return client(DEADLINE).send(settings(url), COMMAND);
  }

  private EngineAnswer sendInTime(String url) {
    long began = System.nanoTime();
    EngineAnswer answer = client(SHORT).send(settings(url), COMMAND);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(DEADLINE);
    return answer;
  }

  /** As it was registered, when all the hosts here were allowed. */
  private static EngineSettings settings(String url) {
    var once =
        new AllowedPrivateHosts(
            Set.of(
                "127.0.0.1",
                "localhost",
                "10.0.0.1",
                "nowhere.invalid",
                "nobody-else-knows.presently.dev"));
    return EngineSettings.of(ScriptedEngine.TYPE)
        .withApiKey(KEY)
        .withWebhookSecret(new Secret("secret/of the webhook"))
        .withUrl(Destination.parse(url, once));
  }

  private HttpEngineClient client(Duration deadline) {
    var client =
        new HttpEngineClient(
            checked(deadline),
            type ->
                Optional.<EngineProtocol>of(new ScriptedEngine(this::calls))
                    .filter(engine -> engine.type().equals(type)),
            deadline,
            "Presently/1");
    clients.add(client);
    return client;
  }

  private CheckedHttpClient checked(Duration deadline) {
    return new CheckedHttpClient(
        new PublicHostChecker(allowed, resolver), deadline, deadline, trusted);
  }

  private static String url(RawReceiver engine) {
    return "http://127.0.0.1:" + engine.port();
  }

  private static OutputStream nowhere() {
    return OutputStream.nullOutputStream();
  }
}
