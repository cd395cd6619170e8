package dev.presently.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.presently.adapters.http.HttpReceiverClient;
import dev.presently.adapters.http.PublicHostChecker;
import dev.presently.adapters.http.PublicHostChecker.AddressResolver;
import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.api.InMemoryDeployment;
import dev.presently.core.Examples;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.Destination;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Destinations that no webhook may have: at creation, at update and at delivery. */
class ForbiddenReceiversTest {
  private static final String NAME = "receiver.presently.dev";
  private static final InetAddress PUBLIC = InetAddress.ofLiteral("1.1.1.1");

  private final InMemoryDeployment deployment = new InMemoryDeployment();
  private final Map<String, List<InetAddress>> names = new HashMap<>();
  private AllowedPrivateHosts allowed = AllowedPrivateHosts.NONE;
  private final Webhook before = Examples.webhook(deployment.webhooks.nextId().value());

  @BeforeEach
  void thereIsOneWebhook() {
    deployment.webhooks.save(before);
  }

  @Test
  void aForbiddenUrlIsRefusedWithTheReason() {
    List<ForbiddenUrl> vectors = ForbiddenUrl.all();
    System.out.println("forbidden URLs, each at create and at update: " + vectors.size());
    // Every lookup would succeed with a public address.
    AddressResolver everything = _ -> List.of(PUBLIC);

    assertThat(vectors).hasSizeGreaterThanOrEqualTo(120).doesNotHaveDuplicates();
    SoftAssertions.assertSoftly(
        all ->
            vectors.forEach(
                vector -> {
                  for (Answer answer :
                      List.of(create(vector.url(), everything), update(vector.url(), everything))) {
                    all.assertThat(answer.status()).as(vector.url()).isEqualTo(400);
                    all.assertThat(answer.body())
                        .as(vector.url())
                        .contains(
                            vector.reason(),
                            "\"code\":\"" + vector.code() + "\"",
                            "\"field\":\"url\"");
                  }
                }));
    nothingWasStored();
  }

  @Test
  void aTooLongUrlIsRefused() {
    String url = "https://" + NAME + "/" + "x".repeat(2048);

    assertThat(create(url, _ -> List.of(PUBLIC)).sentence()).contains("2,048");
    assertThat(update(url, _ -> List.of(PUBLIC)).problem()).isEqualTo("400 url_not_allowed url");
    nothingWasStored();
  }

  @Test
  void aNameThatResolvesToAForbiddenAddressIsRefused() {
    List<String> addresses = ForbiddenUrl.lines("forbidden-addresses.txt").toList();
    System.out.println(
        "forbidden addresses, each alone and among others, at create and at update: "
            + addresses.size());

    assertThat(addresses).hasSizeGreaterThanOrEqualTo(55).doesNotHaveDuplicates();
    for (String literal : addresses) {
      InetAddress address = InetAddress.ofLiteral(literal);
      for (List<InetAddress> answer :
          List.of(List.of(address), List.of(PUBLIC, address), List.of(address, PUBLIC))) {
        assertNotAllowed(literal, answer);
      }
    }
    nothingWasStored();
  }

  @Test
  void aNameThatResolvesToAPublicAddressIsAccepted() {
    List<String> addresses = ForbiddenUrl.lines("public-addresses.txt").toList();

    for (String literal : addresses) {
      names.put(NAME, List.of(PUBLIC, InetAddress.ofLiteral(literal)));
      assertThat(create("https://" + NAME + "/", this::known).status()).as(literal).isEqualTo(201);
      assertThat(update("https://" + NAME + "/", this::known).status()).as(literal).isEqualTo(200);
    }
  }

  @Test
  void aNameThatDoesNotResolveIsRefused() {
    String url = "https://nobody-knows.presently.dev/";

    assertThat(create(url, this::known).problem()).isEqualTo("400 url_unresolvable url");
    assertThat(update(url, this::known).problem()).isEqualTo("400 url_unresolvable url");
    nothingWasStored();
  }

  @Test
  void aNameThatResolvesToAPrivateAddressAfterRegistrationIsNotConnectedTo() {
    try (var listener = new ForbiddenListener()) {
      Deque<InetAddress> rebinding = new ArrayDeque<>(List.of(PUBLIC));
      AddressResolver resolver =
          _ -> List.of(rebinding.isEmpty() ? listener.address() : rebinding.pop());
      String url = "https://" + NAME + ":8443/hook";

      assertThat(create(url, resolver).status()).isEqualTo(201);
      Answer attempt = testOf(2, AllowedPrivateHosts.NONE, resolver);
      assertThat(attempt.data().path("outcome").stringValueOpt()).contains("refused_address");
      assertThat(attempt.text()).doesNotContain("127.");
      assertThat(listener.connections()).isZero();

      // The same request where the host is allowed: the listener would have received it.
      Answer control = testOf(2, new AllowedPrivateHosts(Set.of(NAME)), resolver);
      assertThat(control.data().path("outcome").stringValue()).isIn("tls", "connection");
      assertThat(listener.connections()).isEqualTo(1);
    }
  }

  @Test
  void aStoredUrlThatBecameForbiddenIsNotConnectedTo() {
    try (var listener = new ForbiddenListener()) {
      var once = new AllowedPrivateHosts(Set.of("localhost"));
      Destination local =
          Destination.parse("https://localhost:" + ForbiddenListener.PORT + "/", once);
      deployment.webhooks.save(
          Webhook.create(
              new WebhookId(2),
              local,
              before.keys(),
              before.settings(),
              deployment.clock.instant()));

      Answer attempt = testOf(2, AllowedPrivateHosts.NONE, _ -> List.of(listener.address()));
      assertThat(attempt.data().path("outcome").stringValueOpt()).contains("refused_address");
      assertThat(listener.connections()).isZero();
    }
  }

  @Test
  void anAllowedPrivateHostIsAcceptedWithoutALookup() {
    AddressResolver nobody =
        name -> {
          throw new AssertionError(name + " was looked up");
        };

    allowed = deployment.allowed;

    assertThat(create("http://127.0.0.1:9/hook", nobody).status()).isEqualTo(201);
    assertThat(update("http://127.0.0.1:9/hook", nobody).status()).isEqualTo(200);
  }

  private void assertNotAllowed(String literal, List<InetAddress> answer) {
    names.put(NAME, answer);
    for (Answer refused :
        List.of(
            create("https://" + NAME + "/", this::known),
            update("https://" + NAME + "/", this::known))) {
      assertThat(refused.problem()).as(literal).isEqualTo("400 url_not_allowed url");
      assertThat(refused.sentence()).as(literal).doesNotContain(literal);
    }
  }

  private void nothingWasStored() {
    assertThat(deployment.webhooks.list(Optional.empty(), 10).items())
        .extracting(Webhook::id, Webhook::url)
        .containsExactly(tuple(before.id(), before.url()));
  }

  private List<InetAddress> known(String name) throws UnknownHostException {
    List<InetAddress> addresses = names.get(name);
    if (addresses == null) {
      throw new UnknownHostException(name);
    }
    return addresses;
  }

  private Answer create(String url, AddressResolver resolver) {
    return registration(url).to(new CreateWebhook(resolvingBy(resolver)));
  }

  private Answer update(String url, AddressResolver resolver) {
    return registration(url).path("id", "1").to(new UpdateWebhook(resolvingBy(resolver)));
  }

  /** The API has a custom domain beside API Gateway's own name. */
  private static Call registration(String url) {
    return new Call().header("Host", "api.presently.dev").body("{\"url\":\"" + url + "\"}");
  }

  private InMemoryDeployment resolvingBy(AddressResolver resolver) {
    deployment.allowed = allowed;
    deployment.hostChecker = new PublicHostChecker(allowed, resolver);
    return deployment;
  }

  private Answer testOf(long id, AllowedPrivateHosts exempt, AddressResolver resolver) {
    try (var receivers =
        new HttpReceiverClient(
            new PublicHostChecker(exempt, resolver), Duration.ofSeconds(10), deployment.clock)) {
      deployment.receivers = receivers;
      return new Call().path("id", "" + id).to(new TestWebhook(deployment));
    }
  }
}
