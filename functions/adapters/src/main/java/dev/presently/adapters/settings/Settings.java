package dev.presently.adapters.settings;

import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.webhook.WebhookLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A function's settings, read from its environment variables and nowhere else. A missing variable
 * fails by name when it is read.
 */
public final class Settings {
  private enum Variable {
    PRESENCE_TABLE,
    REGISTRY_TABLE,
    HISTORY_TABLE,
    DELIVERY_TABLE,
    USAGE_TABLE,
    CONNECTIONS_TABLE,
    LIVE_ENDPOINT,
    HISTORY_DAYS,
    DELIVERY_LOG_DAYS,
    SENDER_CONCURRENCY,
    MAX_WEBHOOKS_PER_SESSION,
    MAX_WEBHOOKS,
    COMMAND_QUEUE_URL,
    DELIVERY_QUEUE_URL,
    RETRY_QUEUE_URL,
    TIMER_QUEUE_URL,
    TEND_QUEUE_URL,
    RELAY_DEAD_LETTER_QUEUE_URL,
    ALLOWED_PRIVATE_HOSTS,
    MASTER_KEY_SECRET,
    LOG_LEVEL,
    STACK_NAME
  }

  /** All variables of ours that a template may set. */
  public static final Set<String> NAMES =
      Stream.of(Variable.values()).map(Variable::name).collect(Collectors.toUnmodifiableSet());

  private final Map<String, String> environment;

  private Settings(Map<String, String> environment) {
    this.environment = environment;
  }

  public static Settings of(Map<String, String> environment) {
    return new Settings(Map.copyOf(environment));
  }

  public String presenceTable() {
    return required(Variable.PRESENCE_TABLE);
  }

  public String registryTable() {
    return required(Variable.REGISTRY_TABLE);
  }

  public String historyTable() {
    return required(Variable.HISTORY_TABLE);
  }

  /** For how many days changes of presence are kept; 0 keeps none. */
  public int historyDays() {
    return Integer.parseInt(required(Variable.HISTORY_DAYS));
  }

  public String deliveryTable() {
    return required(Variable.DELIVERY_TABLE);
  }

  public String usageTable() {
    return required(Variable.USAGE_TABLE);
  }

  public String connectionsTable() {
    return required(Variable.CONNECTIONS_TABLE);
  }

  /** API Gateway's management API of live connections; the SDK's own variable overrides it. */
  URI liveEndpoint() {
    return optional("AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI")
        .map(URI::create)
        .orElseGet(() -> URI.create(required(Variable.LIVE_ENDPOINT)));
  }

  /** For how many days an ended delivery is kept. */
  public int deliveryLogDays() {
    return Integer.parseInt(required(Variable.DELIVERY_LOG_DAYS));
  }

  /** How many executions of SendWebhook there are at most. */
  public int senderConcurrency() {
    return Integer.parseInt(required(Variable.SENDER_CONCURRENCY));
  }

  public WebhookLimits webhookLimits() {
    return new WebhookLimits(
        Integer.parseInt(required(Variable.MAX_WEBHOOKS_PER_SESSION)),
        Integer.parseInt(required(Variable.MAX_WEBHOOKS)));
  }

  public String commandQueueUrl() {
    return required(Variable.COMMAND_QUEUE_URL);
  }

  public String deliveryQueueUrl() {
    return required(Variable.DELIVERY_QUEUE_URL);
  }

  public String retryQueueUrl() {
    return required(Variable.RETRY_QUEUE_URL);
  }

  public String timerQueueUrl() {
    return required(Variable.TIMER_QUEUE_URL);
  }

  public String tendQueueUrl() {
    return required(Variable.TEND_QUEUE_URL);
  }

  public String relayDeadLetterQueueUrl() {
    return required(Variable.RELAY_DEAD_LETTER_QUEUE_URL);
  }

  public AllowedPrivateHosts allowedPrivateHosts() {
    return AllowedPrivateHosts.parse(required(Variable.ALLOWED_PRIVATE_HOSTS));
  }

  /** The Secrets Manager secret of the master key. */
  public String masterKeySecret() {
    return required(Variable.MASTER_KEY_SECRET);
  }

  /** The master key where there is no Secrets Manager; no template sets it. */
  public Optional<String> masterKey() {
    return optional("MASTER_KEY");
  }

  /** {@code debug}, {@code info}, {@code warn} or {@code error}. */
  public String logLevel() {
    return environment.getOrDefault(Variable.LOG_LEVEL.name(), "info");
  }

  /** The stack whose metrics this function's are. */
  public String stackName() {
    return environment.getOrDefault(Variable.STACK_NAME.name(), "local");
  }

  /** The version of this build, as in {@code 0.1.0}. */
  public static String version() {
    try (InputStream in = Settings.class.getResourceAsStream("version.properties")) {
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The {@code User-Agent} of our requests. */
  public static String userAgent() {
    return "Presently/" + version();
  }

  String region() {
    return required("AWS_REGION");
  }

  /** The endpoint override of an AWS service, from the SDK's own variables. */
  Optional<URI> endpoint(String service) {
    return Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_" + service))
        .or(() -> Optional.ofNullable(environment.get("AWS_ENDPOINT_URL")))
        .map(URI::create);
  }

  Optional<String> optional(String name) {
    return Optional.ofNullable(environment.get(name));
  }

  private String required(Variable variable) {
    return required(variable.name());
  }

  private String required(String name) {
    String value = environment.get(name);
    if (value == null) {
      throw new IllegalStateException("environment variable " + name + " is not set");
    }
    return value;
  }
}
