package dev.presently.api.webhook;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.SessionScope;
import dev.presently.core.session.SessionName;
import dev.presently.core.webhook.HmacKey;
import dev.presently.core.webhook.SigningKeys;
import dev.presently.core.webhook.Webhook;
import dev.presently.core.webhook.WebhookStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;

/**
 * {@code POST /api/webhooks}: the webhook receives every change answered after this. Only this
 * answer shows its key.
 */
public final class CreateWebhook extends ApiHandler {
  private static final int KEY_BYTES = 32;

  private final WebhookStore webhooks;
  private final WebhookInputCheck inputs;
  private final Clock clock;

  public CreateWebhook() {
    this(System.getenv());
  }

  public CreateWebhook(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  CreateWebhook(ApiWiring wiring) {
    super(wiring.filters());
    this.webhooks = wiring.webhooks();
    this.inputs = WebhookInputCheck.of(wiring);
    this.clock = wiring.clock();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    NewWebhook input =
        request.body(fields -> NewWebhook.read(fields, inputs.urlNotOf(request.ownApi())));
    SessionScope.check(request.grant(), input.settings().session());
    inputs.check(input.settings().session());
    inputs.check(input.url());
    Webhook webhook =
        Webhook.create(
            webhooks.nextId(),
            input.url(),
            SigningKeys.only(input.key().orElseGet(CreateWebhook::randomKey)),
            input.settings(),
            clock.instant());
    return switch (webhooks.save(webhook)) {
      case WebhookStore.Result.Saved() -> WebhookJson.created(webhook);
      case WebhookStore.Result.Conflict() ->
          ApiResponse.error(409, "conflict", "a concurrent change won, try again");
      case WebhookStore.Result.TooManyOfSession(int limit) ->
          tooMany(
              input
                  .settings()
                  .session()
                  .map(session -> "the session " + session + " has at most " + limit + " webhooks")
                  .orElse("there are at most " + limit + " webhooks for all sessions"));
      case WebhookStore.Result.TooManyInAll(int limit) ->
          tooMany("this deployment has at most " + limit + " webhooks");
      case WebhookStore.Result.NoSession(SessionName session) ->
          throw WebhookInputCheck.noSession(session);
    };
  }

  private static ApiResponse tooMany(String limit) {
    return ApiResponse.error(409, "too_many_webhooks", limit + "; delete one first");
  }

  private static HmacKey randomKey() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new HmacKey(HexFormat.of().formatHex(bytes));
  }
}
