package dev.presently.adapters.settings;

import dev.presently.core.destination.AllowedPrivateHosts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * What the environment tells a function. A variable that is asked for and missing fails at once, by
 * name; nobody else reads the environment.
 */
public final class Settings {
  private static final String PRESENCE_TABLE = "PRESENCE_TABLE";
  private static final String REGISTRY_TABLE = "REGISTRY_TABLE";
  private static final String USAGE_TABLE = "USAGE_TABLE";
  private static final String COMMAND_QUEUE_URL = "COMMAND_QUEUE_URL";
  private static final String DELIVERY_QUEUE_URL = "DELIVERY_QUEUE_URL";
  private static final String DELIVERY_TABLE = "DELIVERY_TABLE";
  private static final String DELIVERY_LOG_DAYS = "DELIVERY_LOG_DAYS";
  private static final String RETRY_QUEUE_URL = "RETRY_QUEUE_URL";
  private static final String TIMER_QUEUE_URL = "TIMER_QUEUE_URL";
  private static final String RELAY_DEAD_LETTER_QUEUE_URL = "RELAY_DEAD_LETTER_QUEUE_URL";
  private static final String ALLOWED_PRIVATE_HOSTS = "ALLOWED_PRIVATE_HOSTS";
  private static final String MASTER_KEY_SECRET = "MASTER_KEY_SECRET";
  private static final String LOG_LEVEL = "LOG_LEVEL";

  /** Set where there is no Secrets Manager, never by a template. */
  private static final String MASTER_KEY = "MASTER_KEY";

  /** All variables of ours that a template may set. */
  public static final Set<String> NAMES =
      Set.of(
          PRESENCE_TABLE,
          REGISTRY_TABLE,
          DELIVERY_TABLE,
          USAGE_TABLE,
          DELIVERY_LOG_DAYS,
          COMMAND_QUEUE_URL,
          DELIVERY_QUEUE_URL,
          RETRY_QUEUE_URL,
          TIMER_QUEUE_URL,
          RELAY_DEAD_LETTER_QUEUE_URL,
          ALLOWED_PRIVATE_HOSTS,
          MASTER_KEY_SECRET,
          LOG_LEVEL);

  private final Map<String, String> environment;

  private Settings(Map<String, String> environment) {
    this.environment = environment;
  }

  public static Settings of(Map<String, String> environment) {
    return new Settings(Map.copyOf(environment));
  }

  public String presenceTable() {
    return required(PRESENCE_TABLE);
  }

  public String registryTable() {
    return required(REGISTRY_TABLE);
  }

  public String deliveryTable() {
    return required(DELIVERY_TABLE);
  }

  public String usageTable() {
    return required(USAGE_TABLE);
  }

  /** How many days a delivery that has ended is kept. */
  public int deliveryLogDays() {
    return Integer.parseInt(required(DELIVERY_LOG_DAYS));
  }

  public String commandQueueUrl() {
    return required(COMMAND_QUEUE_URL);
  }

  public String deliveryQueueUrl() {
    return required(DELIVERY_QUEUE_URL);
  }

  public String retryQueueUrl() {
    return required(RETRY_QUEUE_URL);
  }

  public String timerQueueUrl() {
    return required(TIMER_QUEUE_URL);
  }

  public String relayDeadLetterQueueUrl() {
    return required(RELAY_DEAD_LETTER_QUEUE_URL);
  }

  public AllowedPrivateHosts allowedPrivateHosts() {
    return AllowedPrivateHosts.parse(required(ALLOWED_PRIVATE_HOSTS));
  }

  /** Which secret of Secrets Manager holds the master key. */
  public String masterKeySecret() {
    return required(MASTER_KEY_SECRET);
  }

  /** The master key itself, where there is no Secrets Manager. */
  public Optional<String> masterKey() {
    return optional(MASTER_KEY);
  }

  /** {@code debug}, {@code info}, {@code warn} or {@code error}. */
  public String logLevel() {
    return environment.getOrDefault(LOG_LEVEL, "info");
  }

  /** The version that was built, as in {@code 0.1.0}. */
  public static String version() {
    try (InputStream in = Settings.class.getResourceAsStream("version.properties")) {
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As whom requests of ours introduce themselves. */
  public static String userAgent() {
    return "Presently/" + version();
  }

  String region() {
    return required("AWS_REGION");
  }

  /** Where an AWS service answers, where that is not its own address: the variable is the SDK's. */
  Optional<URI> endpoint(String service) {
    return Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_" + service))
        .or(() -> Optional.ofNullable(environment.get("AWS_ENDPOINT_URL")))
        .map(URI::create);
  }

  Optional<String> optional(String name) {
    return Optional.ofNullable(environment.get(name));
  }

  private String required(String name) {
    String value = environment.get(name);
    if (value == null) {
      throw new IllegalStateException("environment variable " + name + " is not set");
    }
    return value;
  }
}
