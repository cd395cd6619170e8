package dev.presently.adapters.http;

import dev.presently.adapters.engines.EngineCall;
import dev.presently.adapters.engines.EngineProtocol;
import dev.presently.adapters.engines.EngineRequest;
import dev.presently.adapters.engines.EngineResponse;
import dev.presently.adapters.engines.SupportedEngines;
import dev.presently.adapters.engines.UnsupportedCommand;
import dev.presently.core.InvalidValue;
import dev.presently.core.destination.Destination;
import dev.presently.core.engine.EngineAnswer;
import dev.presently.core.engine.EngineClient;
import dev.presently.core.engine.EngineCommand;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls remote engines over HTTP, each with the requests of its {@link EngineProtocol}. One
 * deadline covers all requests of a command. The URL is checked at each command, and each
 * connection checks the addresses that it may use. Redirects are not followed, nothing is retried,
 * and of a response at most 64 KiB are read. Reasons name no address, secret or URL.
 */
public final class HttpEngineClient implements EngineClient, AutoCloseable {
  /** The longest duration of a command: some engines wait 15 s for their session. */
  public static final Duration DEADLINE = Duration.ofSeconds(20);

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int MAX_BODY = 64 * 1024;
  private static final ContentType JSON = ContentType.create("application/json");
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** A request has no complete response. */
  private static final class NoAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpFailure why;

    NoAnswer(HttpFailure why) {
      this.why = why;
    }
  }

  /** Sends the requests of one command, within one deadline. */
  private final class Responses implements Function<EngineRequest, EngineResponse> {
    private final Destination url;
    private final long end = System.nanoTime() + deadline.toNanos();
    private Optional<EngineResponse> last = Optional.empty();

    Responses(Destination url) {
      this.url = url;
    }

    @Override
    public EngineResponse apply(EngineRequest request) {
      var left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      return switch (client.start(message(url, request), MAX_BODY).await(left, left)) {
        case HttpEnding.Answered answered -> complete(answered);
        case HttpEnding.Failed(var why) -> throw new NoAnswer(why);
      };
    }

    EngineResponse last() {
      return last.orElseThrow();
    }

    private EngineResponse complete(HttpEnding.Answered answered) {
      answered
          .brokenOff()
          .ifPresent(
              why -> {
                throw new NoAnswer(why);
              });
      var response = new EngineResponse(answered.status(), answered.body().bytes());
      last = Optional.of(response);
      return response;
    }
  }

  private final CheckedHttpClient client;
  private final Function<EngineType, Optional<EngineProtocol>> protocols;
  private final Duration deadline;
  private final String userAgent;

  public HttpEngineClient(PublicHostChecker hosts, Duration deadline, String userAgent) {
    this(
        new CheckedHttpClient(hosts, CONNECT, deadline),
        SupportedEngines::protocol,
        deadline,
        userAgent);
  }

  HttpEngineClient(
      CheckedHttpClient client,
      Function<EngineType, Optional<EngineProtocol>> protocols,
      Duration deadline,
      String userAgent) {
    this.client = client;
    this.protocols = protocols;
    this.deadline = deadline;
    this.userAgent = userAgent;
  }

  @Override
  public EngineAnswer send(EngineSettings engine, EngineCommand command) {
    Optional<EngineProtocol> protocol = protocols.apply(engine.type());
    if (protocol.isEmpty()) {
      return new EngineAnswer.Cannot("no engine of type " + engine.type() + " is known here");
    }
    if (engine.url().isEmpty()) {
      return new EngineAnswer.Cannot(
          "this session only receives the engine's webhooks; commands need engine.url");
    }
    try {
      client.check(engine.url().get());
    } catch (InvalidValue e) {
      return new EngineAnswer.Unreachable(EngineResponse.printable("" + e.getMessage()));
    }
    try {
      return EngineSecrets.of(engine)
          .hiddenIn(send(engine.url().get(), protocol.get().calls(engine, command)));
    } catch (UnsupportedCommand e) {
      return new EngineAnswer.Cannot(EngineResponse.printable("" + e.getMessage()));
    }
  }

  @Override
  public void close() {
    client.close();
  }

  /** A body that a reader does not understand is a refusal. */
  private EngineAnswer send(Destination url, List<EngineCall> calls) {
    var responses = new Responses(url);
    try {
      return EngineCall.sendAll(calls, responses);
    } catch (NoAnswer e) {
      return new EngineAnswer.Unreachable(e.why.reason(CONNECT, deadline));
    } catch (InvalidValue | JacksonException e) {
      return responses.last().refused(Optional.empty());
    }
  }

  private HttpUriRequestBase message(Destination url, EngineRequest request) {
    var message = CheckedHttpClient.request(request.method(), url, uri(url.uri(), request.path()));
    message.setHeader("User-Agent", userAgent);
    message.setHeader("Accept", "application/json");
    request.headers().forEach(message::setHeader);
    request
        .body()
        .map(body -> new ByteArrayEntity(MAPPER.writeValueAsBytes(body), JSON))
        .ifPresent(message::setEntity);
    return message;
  }

  /** The path below the URL's path; a query of the URL comes before that of the path. */
  private static URI uri(URI url, String path) {
    String below = path.split("\\?", 2)[0];
    String query =
        Stream.of(Optional.ofNullable(url.getRawQuery()), query(path))
            .flatMap(Optional::stream)
            .collect(Collectors.joining("&"));
    String base = url.getRawPath().replaceFirst("/+$", "");
    return URI.create(
        url.getScheme()
            + "://"
            + url.getRawAuthority()
            + base
            + below
            + (query.isEmpty() ? "" : "?" + query));
  }

  private static Optional<String> query(String path) {
    int mark = path.indexOf('?');
    return mark < 0 ? Optional.empty() : Optional.of(path.substring(mark + 1));
  }
}
