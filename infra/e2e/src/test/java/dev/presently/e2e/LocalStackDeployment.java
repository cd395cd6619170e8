package dev.presently.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The template as it stands, deployed into LocalStack: one stack for all scenarios, in a container
 * that ends with this JVM or in a LocalStack that runs already.
 *
 * <pre>
 * PRESENTLY_LOCALSTACK_IMAGE          the container's image
 * PRESENTLY_LOCALSTACK_ENDPOINT       a LocalStack that runs already, such as http://127.0.0.1:4566
 * PRESENTLY_LOCALSTACK_RECEIVER_HOST  the name under which its functions reach this machine
 * PRESENTLY_RUN                       a label for the container, by which a script can find it
 * </pre>
 */
final class LocalStackDeployment implements Deployment {
  private static final String PUBLIC_IMAGE = "localstack/localstack";
  private static final String IMAGE =
      variable("PRESENTLY_LOCALSTACK_IMAGE").orElse(PUBLIC_IMAGE + ":4.14.0");
  private static final String THIS_MACHINE = "host.docker.internal";
  private static final String RECEIVER_HOST =
      variable("PRESENTLY_LOCALSTACK_RECEIVER_HOST").orElse(THIS_MACHINE);

  private static final String EVOLUTION_QUEUE = "evolution_singlequeue.fifo";
  private static final String ACCOUNT = "000000000000";
  private static final String SQS = "2012-11-05";

  /** Deployed when it is first asked for. */
  private static final class Deployed {
    static final CloudStack STACK = deploy();
  }

  static CloudStack stack() {
    return Deployed.STACK;
  }

  @Override
  public URI baseUrl() {
    String deployed = stack().outputs().get("BaseUrl");
    // The same API in a form that asks no name server.
    return URI.create(
        deployed.replaceFirst(
            "https?://([a-z0-9]+)\\.execute-api\\.[^/]+",
            stack().localStack().endpoint() + "/_aws/execute-api/$1"));
  }

  @Override
  public String apiKey() {
    return MadeKey.KEY;
  }

  @Override
  public String masterKey() {
    return stack().localStack().secret(stack().outputs().get("MasterKeySecretArn"));
  }

  @Override
  public String receiverHost() {
    return RECEIVER_HOST;
  }

  @Override
  public void sendFromEvolution(String instance, String body) {
    stack()
        .localStack()
        .query(
            "sqs",
            SQS,
            Map.of(
                "Action",
                "SendMessage",
                "QueueUrl",
                stack().localStack().endpoint() + "/" + ACCOUNT + "/" + EVOLUTION_QUEUE,
                "MessageGroupId",
                "evolution-singlequeue-" + instance,
                "MessageBody",
                body),
            "SendMessageResult");
  }

  /** Each caller that finds no free copy of a function starts a JVM. */
  @Override
  public int clients() {
    return 4;
  }

  @Override
  public Map<Ability, String> lacks() {
    Map<Ability, String> lacks = new EnumMap<>(Ability.class);
    lacks.put(
        Ability.MANY_REQUESTS,
        "each operation with each scope would take a minute; the runner does it");
    lacks.put(
        Ability.UNCHANGED_FORMS,
        "LocalStack parses a body whose Content-Type is that of a form, and writes it anew");
    if (IMAGE.startsWith(PUBLIC_IMAGE)) {
      lacks.put(
          Ability.GATEWAY_RESPONSES,
          "LocalStack stores gateway responses, but answers with bodies of its own;"
              + " TemplateTest checks them, and other images of LocalStack render them");
    }
    return lacks;
  }

  /** One for all scenarios. */
  private static final class MadeKey {
    static final String KEY = make();

    private static String make() {
      var deployment = new LocalStackDeployment();
      String key = Api.newKey(deployment);
      // The samples spoke of webhook 1, and left deliveries in its log.
      var api = new Api(deployment.baseUrl(), key);
      api.post("/api/webhooks", "{\"url\":\"http://%s/\"}".formatted(RECEIVER_HOST));
      api.delete("/api/webhooks/1");
      return key;
    }
  }

  private static CloudStack deploy() {
    var localStack =
        new LocalStack(
            ContainerEngine.RUNNING.map(URI::create).orElseGet(LocalStackDeployment::start));
    localStack.query(
        "sqs",
        SQS,
        Map.of(
            "Action",
            "CreateQueue",
            "QueueName",
            EVOLUTION_QUEUE,
            "Attribute.1.Name",
            "FifoQueue",
            "Attribute.1.Value",
            "true",
            "Attribute.2.Name",
            "ContentBasedDeduplication",
            "Attribute.2.Value",
            "true"),
        "CreateQueueResult");
    CloudStack stack =
        CloudStack.deploy(
            localStack,
            "presently-" + System.currentTimeMillis(),
            Repository.TEMPLATE,
            Map.of(
                "AllowedPrivateHosts",
                RECEIVER_HOST,
                // LocalStack's free edition has no WebSocket APIs.
                "LivePush",
                "Disabled",
                // A delivery that failed waits this long, and all behind it in its group.
                "DeliveryVisibilitySeconds",
                "30",
                "EvolutionQueueArn",
                "arn:aws:sqs:us-east-1:" + ACCOUNT + ":" + EVOLUTION_QUEUE,
                "Architecture",
                architecture()));
    callEachFunctionOnce(stack);
    return stack;
  }

  private static URI start() {
    var container =
        new LocalStackContainer(
                DockerImageName.parse(IMAGE).asCompatibleSubstituteFor(PUBLIC_IMAGE))
            .withExtraHost(THIS_MACHINE, "host-gateway")
            .withLabel("dev.presently.run", variable("PRESENTLY_RUN").orElse("e2e"))
            // Where LocalStack runs functions in containers, these need the name too.
            .withEnv("LAMBDA_DOCKER_FLAGS", "--add-host " + THIS_MACHINE + ":host-gateway")
            // A JVM on a busy machine takes longer to start than the 20 s that LocalStack gives it.
            .withEnv("LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT", "60")
            .withEnv("LAMBDA_KEEPALIVE_MS", "3600000");
    container.start();
    Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
    return container.getEndpoint();
  }

  /**
   * One by one, and so the scenarios: LocalStack's environments share one directory for temporary
   * files, where two JVMs that start at once overwrite each other's library of the runtime client
   * and crash.
   */
  private static void callEachFunctionOnce(CloudStack stack) {
    new TreeMap<>(stack.resources("AWS::Lambda::Function"))
        .forEach((logical, physical) -> call(stack, logical, physical));
  }

  private static void call(CloudStack stack, String logical, String physical) {
    HttpResponse<String> answer =
        stack
            .localStack()
            .post(
                "lambda",
                "/2015-03-31/functions/" + physical + "/invocations?Qualifier=live",
                Repository.text(Repository.EVENTS.resolve(sample(logical))));
    // Authorize refuses by an error: the sample's key is no key of this stack.
    assertThat(
            answer.body().contains("\"errorMessage\":\"Unauthorized\"")
                || answer.headers().firstValue("X-Amz-Function-Error").isEmpty())
        .as("%s: %s", logical, answer.body())
        .isTrue();
  }

  /** {@code SetPresenceFunction} becomes {@code set-presence.json}. */
  private static String sample(String logical) {
    return logical
            .replaceAll("Function$", "")
            .replaceAll("(?<!^)(?=[A-Z])", "-")
            .toLowerCase(Locale.ROOT)
        + ".json";
  }

  /** The container's own, which is this machine's. */
  private static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
  }

  private static Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }
}
