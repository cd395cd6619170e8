package dev.presently.adapters.engines;

import dev.presently.core.TestClock;
import dev.presently.core.contact.Jid;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.Destination;
import dev.presently.core.engine.ConnectionReport;
import dev.presently.core.engine.EngineAnswer;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.engine.EngineEvents;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import dev.presently.core.session.Secret;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The facts of one engine: {@code commands.json}, and the outcomes that Presently must have. A line
 * of {@code outcomes.txt} is {@code command | case | outcome}; {@code command | request | JSON} is
 * the body that Presently sends instead of the one in the facts; {@code settings | session | id} is
 * {@code engine.session} where it is not {@code shop}. Lines that begin with {@code #} are
 * comments.
 */
public record EngineFacts(EngineType engine, JsonNode json, Map<String, String> lines) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String KEY = "user:key-0123456789";
  private static final Jid CONTACT = Jid.phone("5511999990002");
  private static final String ALTERNATIVE = "alternative";
  private static final String OWN_REQUEST = " | request";
  private static final String SESSION = "settings | session";
  private static final Set<String> NEVER_SENT =
      Set.of(
          "issueToken",
          "lidToPhone",
          "pairCode",
          "pairQr",
          "phoneToLid",
          "readAllPresence",
          "readLastSeen",
          "readPresence",
          "unsubscribePresence");

  /** A command of the facts. */
  public record Command(EngineFacts facts, JsonNode json) {
    public String name() {
      return json.path("command").stringValue();
    }

    public boolean exists() {
      return json.path("exists").booleanValue();
    }

    /** Presently has such a command; an unknown command fails. */
    public boolean isSent() {
      return !NEVER_SENT.contains(name());
    }

    /** Empty if Presently never sends it or cannot. */
    public List<EngineCall> calls() {
      return isSent() && unsupported().isEmpty() ? write() : List.of();
    }

    public Optional<String> unsupported() {
      try {
        if (isSent()) {
          write();
        }
        return Optional.empty();
      } catch (UnsupportedCommand e) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
    }

    /** The requests that the engine accepts for it. */
    public List<JsonNode> requests() {
      JsonNode alternative = json.path(ALTERNATIVE);
      return Stream.of(
              json.path("request"),
              alternative.has("method") ? alternative : alternative.path("request"),
              json.path("nearest").path("request"))
          .filter(JsonNode::isObject)
          .toList();
    }

    /** Whether it is the command's own request and none before it. */
    public boolean isTarget(EngineRequest request) {
      return requests().stream().anyMatch(expected -> hasTarget(expected, request));
    }

    List<Case> cases() {
      return Stream.of("", "nearest", ALTERNATIVE)
          .flatMap(
              part ->
                  (part.isEmpty() ? json : json.path(part))
                      .path("answers")
                      .valueStream()
                      .map(answer -> new Case(this, answer, part.equals(ALTERNATIVE))))
          .toList();
    }

    private boolean sendsAlternative() {
      JsonNode request = json.path(ALTERNATIVE).path("request");
      return calls().stream().anyMatch(call -> hasTarget(request, call.request()));
    }

    private List<EngineCall> write() {
      return SupportedEngines.protocol(facts.engine())
          .orElseThrow()
          .calls(facts.settings(), command());
    }

    private EngineCommand command() {
      return switch (name()) {
        case "startSession" ->
            new EngineCommand.Start(
                Optional.of(
                    new EngineCommand.Intake(
                        URI.create("https://presently.example/hook"), Optional.empty())));
        case "stopSession" -> new EngineCommand.Stop();
        case "readStatus" -> new EngineCommand.ReadStatus(SessionStatus.CONNECTED);
        case "setPresence" -> new EngineCommand.SetPresence(Availability.AVAILABLE);
        case "subscribePresence" -> new EngineCommand.Subscribe(CONTACT);
        case "sendTyping" -> new EngineCommand.SendTyping(CONTACT, Typing.COMPOSING);
        case "sendRecording" -> new EngineCommand.SendTyping(CONTACT, Typing.RECORDING);
        case "sendPaused" -> new EngineCommand.SendTyping(CONTACT, Typing.PAUSED);
        default -> throw new AssertionError("a new command: " + name());
      };
    }

    @Override
    public String toString() {
      return facts.engine() + " " + name();
    }
  }

  /** One answer of the engine to a command, or to the alternative request for it. */
  public record Case(Command command, JsonNode json, boolean isOfAlternative) {
    public EngineFacts facts() {
      return command.facts();
    }

    public String name() {
      return String.join(
          "",
          command.name(),
          " | ",
          isOfAlternative ? "alternative: " : "",
          json.path("case").stringValue());
    }

    /** Presently sends the request that this is an answer to. */
    boolean isPlayed() {
      return command.isSent() && (!isOfAlternative || command.sendsAlternative());
    }

    /** The body is JSON, or {@code text}. */
    public EngineResponse response() {
      JsonNode body = json.path("body");
      String text = body.isMissingNode() ? json.path("text").asString("") : body.toString();
      return new EngineResponse(json.path("status").intValue(), bytes(text));
    }

    @Override
    public String toString() {
      return facts().engine() + " " + name();
    }
  }

  /** One body of the engine's webhook, read for a connected session {@code shop}. */
  public record Webhook(EngineFacts facts, String file) {
    public EngineEvents read() {
      Session session =
          Session.create(
                  new SessionName("shop"),
                  EngineSettings.of(facts.engine()).withSession("shop"),
                  Session.Profile.EMPTY,
                  TestClock.START)
              .withStatus(SessionStatus.CONNECTED, TestClock.START);
      return SupportedEngines.protocol(facts.engine())
          .orElseThrow()
          .events()
          .read(session, bytes(body()));
    }

    /** A message of the engine's queue stands in its file with its attributes. */
    String body() {
      String content = EngineFacts.read(facts.engine(), file);
      return isQueued() ? MAPPER.readTree(content).path("MessageBody").stringValue() : content;
    }

    boolean isQueued() {
      return file.startsWith("sqs-");
    }

    /** Empty if there is no line. */
    public String expected() {
      return facts.readings().getOrDefault(file, "");
    }

    @Override
    public String toString() {
      return facts.engine() + " " + file;
    }
  }

  public List<Webhook> webhooks() {
    return webhookFiles().stream().map(file -> new Webhook(this, file)).toList();
  }

  List<String> webhookFiles() {
    try (Stream<Path> files = Files.list(directory(engine))) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(
              file ->
                  file.matches("(webhook|sqs)-.*\\.json") && !file.equals("webhook-headers.json"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By file, from lines {@code file reading} of {@code expected.txt}. */
  public Map<String, String> readings() {
    return read(engine, "expected.txt")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split(" +", 2))
        .collect(Collectors.toMap(line -> line[0], line -> line[1].strip()));
  }

  /** A missing file is an empty one. */
  public static EngineFacts of(EngineType engine) {
    Map<String, String> lines = new LinkedHashMap<>();
    read(engine, "outcomes.txt")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split(" +\\| +", 3))
        .forEach(
            line -> {
              if (lines.put(line[0].strip() + " | " + line[1], line[2].strip()) != null) {
                throw new AssertionError("twice in outcomes.txt of " + engine + ": " + line[1]);
              }
            });
    return new EngineFacts(engine, MAPPER.readTree(read(engine, "commands.json")), lines);
  }

  public List<Command> commands() {
    return json.path("commands").valueStream().map(one -> new Command(this, one)).toList();
  }

  public List<Case> cases() {
    return commands().stream().flatMap(command -> command.cases().stream()).toList();
  }

  /** By {@code command | case}. */
  public Map<String, String> outcomes() {
    Map<String, String> outcomes = new LinkedHashMap<>(lines);
    outcomes.keySet().removeIf(name -> name.endsWith(OWN_REQUEST) || name.equals(SESSION));
    return outcomes;
  }

  public EngineSettings settings() {
    return EngineSettings.of(engine)
        .withUrl(Destination.parse("https://engine.presently.dev", AllowedPrivateHosts.NONE))
        .withSession(lines.getOrDefault(SESSION, "shop"))
        .withApiKey(new Secret(KEY));
  }

  /** The first answer to the command with this request, or an empty object. */
  EngineResponse success(EngineRequest request) {
    return commands().stream()
        .filter(command -> command.isTarget(request))
        .flatMap(command -> command.cases().stream())
        .findFirst()
        .map(Case::response)
        .orElseGet(() -> new EngineResponse(200, bytes("{}")));
  }

  /** A request in one line: method, path, the facts' headers and body. */
  String line(EngineRequest request, Command command) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(request.headers());
    headers.keySet().retainAll(headers(command).keySet());
    return String.join(
        " ",
        request.method(),
        request.path(),
        headers.toString(),
        request.body().map(JsonNode::toString).orElse("without body"));
  }

  /** The same line for each request in the facts. */
  List<String> expectedLines(Command command) {
    return command.requests().stream()
        .map(
            request ->
                String.join(
                    " ",
                    request.path("method").stringValue(),
                    request.path("path").stringValue(),
                    headers(command).toString(),
                    body(command, request)))
        .toList();
  }

  private String body(Command command, JsonNode request) {
    String own = lines.get(command.name() + OWN_REQUEST);
    JsonNode body = own == null ? request.path("body") : MAPPER.readTree(own);
    return body.isObject() ? body.toString() : "without body";
  }

  private Map<String, String> headers(Command command) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    JsonNode auth = json.path("auth");
    headers.put(
        auth.path("header").stringValue(),
        auth.path("value")
            .stringValue()
            .replaceAll("\\{base64.*\\}", Base64.getEncoder().encodeToString(bytes(KEY)))
            .replaceAll("\\{.*\\}", KEY));
    command.requests().stream()
        .flatMap(request -> request.path("headers").propertyStream())
        .forEach(header -> headers.put(header.getKey(), header.getValue().stringValue()));
    return headers;
  }

  private static boolean hasTarget(JsonNode expected, EngineRequest request) {
    return expected.path("method").stringValue().equals(request.method())
        && withoutQuery(expected.path("path").stringValue()).equals(withoutQuery(request.path()));
  }

  private static String withoutQuery(String path) {
    return path.split("\\?", 2)[0];
  }

  /** For example {@code Done CONNECTING SCAN_QR} or {@code Refused 500}. */
  static String words(EngineAnswer answer) {
    String name = answer.getClass().getSimpleName();
    return switch (answer) {
      case EngineAnswer.Done(var connection, _) ->
          connection.map(report -> name + " " + words(report)).orElse(name);
      case EngineAnswer.Refused(var status, _) -> name + " " + status;
      default -> name;
    };
  }

  /** For example {@code CONNECTED phone=+5511900000001 lid=90000000000001@lid name=Shop}. */
  static String words(ConnectionReport report) {
    ConnectionReport.Account account = report.account();
    return Stream.of(
            Optional.of(report.status().state()),
            report.status().reason(),
            account.phoneNumber().map(phone -> "phone=" + phone),
            account.lid().map(lid -> "lid=" + lid),
            account.pushName().map(name -> "name=" + name),
            report.at().map(at -> "at=" + at))
        .flatMap(Optional::stream)
        .map(Object::toString)
        .collect(Collectors.joining(" "));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String read(EngineType engine, String file) {
    try {
      Path path = directory(engine).resolve(file);
      return Files.exists(path) ? Files.readString(path) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path directory(EngineType engine) {
    try {
      return Path.of(EngineFacts.class.getResource("/engines/" + engine).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
