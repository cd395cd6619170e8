package dev.presently.local;

import dev.presently.local.inprocess.InProcessHttpService;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/**
 * The whole deployment in this JVM, wired by the template alone. When {@link #start} returns,
 * everything answers; {@link #close} lets running calls end and frees the ports. With a data
 * directory, a kill loses no answered change: records and messages are delivered again.
 */
public final class LocalRunner implements AutoCloseable {
  private final RunnerOptions options;
  private final Template template;
  private final HttpGateway gateway;
  private final Services services;
  private final Buckets buckets;
  private final EventSourceMappings sources;
  private final CloseStack closing;
  private final LocalKeys keys;
  private final Duration startTime;

  /**
   * Starts everything.
   *
   * @throws CannotStart with a sentence for the user; nothing is left running
   */
  public static LocalRunner start(RunnerOptions options) {
    var closing = new CloseStack();
    try {
      return new LocalRunner(options, closing);
    } catch (CompletionException e) {
      closing.close();
      throw e.getCause() instanceof CannotStart why ? why : e;
    } catch (RuntimeException e) {
      closing.close();
      throw e;
    }
  }

  private LocalRunner(RunnerOptions options, CloseStack closing) {
    var begun = System.nanoTime();
    this.options = options;
    this.closing = closing;
    // All clients of this JVM share one pool, which keeps five connections by default.
    System.setProperty("http.maxConnections", "64");
    InProcessHttpService.use();
    gateway = closing.add(HttpGateway.open(options.address(), options.port()));
    var data = options.data().map(DataDirectory::open);
    data.ifPresent(closing::add);
    var dynamoDbPort = LoopbackAddress.freePort();
    var sqsPort = LoopbackAddress.freePort();
    template =
        Template.read(options.template(), options.parameters(), Services.at(sqsPort).toString());
    var master = LocalKeys.master(options.masterKey(), data);
    var ambient = ambient(Services.at(dynamoDbPort), Services.at(sqsPort), master);
    var loading = CompletableFuture.supplyAsync(() -> functions(template, ambient));
    services =
        Services.start(
            template, LoopbackAddress.at(dynamoDbPort), LoopbackAddress.at(sqsPort), data, closing);
    var functions = loading.join();
    var checkpoints = new Checkpoints(data.map(DataDirectory::checkpoints));
    buckets = Buckets.in(data);
    // Closed after the event sources, which may still push to its connections.
    var live = template.webSocketApi().map(api -> new WebSocketGateway(api, functions));
    live.ifPresent(closing::add);
    sources =
        closing.add(EventSourceMappings.start(template, functions, services, buckets, checkpoints));
    var made = LocalKeys.of(master, template, services, data);
    options.keyFile().ifPresent(file -> writeKey(file, gateway.port(), made.api()));
    keys = made;
    gateway.serve(
        new RouteTable(template.routes()),
        new GatewayAuthorizer(template.authorizer(), functions),
        functions,
        template.cors(),
        live,
        options.requestLog());
    startTime = Duration.ofNanos(System.nanoTime() - begun);
  }

  /** Once as that of the last runner and once as that of its port. */
  private static void writeKey(Path file, int port, Optional<String> key) {
    for (var each : List.of(file, KeyFile.ofPort(file, port))) {
      key.ifPresentOrElse(text -> SecretFile.write(each, text), () -> SecretFile.remove(each));
    }
  }

  private static Map<String, LocalFunction> functions(
      Template template, Map<String, String> ambient) {
    return template.functions().stream()
        .map(function -> LocalFunction.load(function, ambient))
        .collect(Collectors.toUnmodifiableMap(LocalFunction::name, function -> function));
  }

  private static Map<String, String> ambient(URI dynamoDb, URI sqs, String masterKey) {
    var ambient = new LinkedHashMap<String, String>();
    ambient.put("AWS_REGION", LocalNames.REGION);
    ambient.put("AWS_ACCESS_KEY_ID", Clients.KEY);
    ambient.put("AWS_SECRET_ACCESS_KEY", Clients.KEY);
    ambient.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString());
    ambient.put("AWS_ENDPOINT_URL_SQS", sqs.toString());
    ambient.put("MASTER_KEY", masterKey);
    return ambient;
  }

  /** Environment variables of a function of the template. */
  public Map<String, String> environment(String functionName) {
    var environment = ambient(services.dynamoDb(), services.sqs(), keys.master());
    template.functions().stream()
        .filter(function -> function.name().equals(functionName))
        .forEach(
            function -> {
              environment.put("AWS_ACCESS_KEY_ID", function.name());
              environment.putAll(function.environment());
            });
    return environment;
  }

  /** The API's base URL, without a slash at the end. */
  public URI baseUrl() {
    return gateway.baseUrl();
  }

  /** The key of {@code /admin}. */
  public String masterKey() {
    return keys.master();
  }

  /** A key of scope {@code *}; empty if the data directory has only other keys. */
  public Optional<String> apiKey() {
    return keys.api();
  }

  public URI dynamoDbEndpoint() {
    return services.dynamoDb();
  }

  public URI sqsEndpoint() {
    return services.sqs();
  }

  /** Calls a function of the template as its schedule does, without waiting for its time. */
  public void callScheduled(String functionName) {
    sources.callScheduled(functionName);
  }

  /** Number of the API's operations. */
  public long operations() {
    return template.routes().count();
  }

  /** From the call of {@link #start} until everything answered. */
  public Duration startTime() {
    return startTime;
  }

  /** The URL of {@link RunnerOptions#EVOLUTION_QUEUE}; empty without this option. */
  public Optional<String> evolutionQueue() {
    return queueNames().stream()
        .filter(RunnerOptions.EVOLUTION_QUEUE::equals)
        .map(services.queues()::url)
        .findFirst();
  }

  public List<String> queueNames() {
    return template.queues().stream().map(TemplateQueue::name).toList();
  }

  /** Visible, in-flight and delayed messages of a queue. */
  public long depth(String queueName) {
    return services.queues().depth(queueName);
  }

  /** All objects of a bucket by key. */
  public Map<String, String> objects(String bucketName) {
    return buckets.objects(bucketName);
  }

  /**
   * Unsettled stream records and the messages in all queues, dead letters and delayed ones
   * included. Zero means that every answered change had its effect.
   */
  public long backlog() {
    // A timer may turn a message into a record meanwhile, so records are counted twice.
    var before = sources.unhandledRecords();
    var messages = queueNames().stream().mapToLong(this::depth).sum();
    return messages + Math.max(before, sources.unhandledRecords());
  }

  /** The data directory, or "in memory". */
  String dataPlace() {
    return options.data().map(Path::toString).orElse("in memory");
  }

  @Override
  public void close() {
    closing.close();
  }
}
