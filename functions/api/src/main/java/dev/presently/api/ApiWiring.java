package dev.presently.api;

import dev.presently.adapters.json.EventJson;
import dev.presently.adapters.settings.Settings;
import dev.presently.adapters.sqs.SqsCommandQueue;
import dev.presently.adapters.sqs.TendMessage;
import dev.presently.core.access.Authenticate;
import dev.presently.core.access.EnforceRateLimit;
import dev.presently.core.access.LeasedRequestCounter;
import dev.presently.core.access.MasterKeyStore;
import dev.presently.core.access.RequestCounter;
import dev.presently.core.client.AdmitClient;
import dev.presently.core.client.DailyRequestCounter;
import dev.presently.core.command.CommandQueue;
import dev.presently.core.command.QueuedCommand;
import dev.presently.core.delivery.DeliveryLog;
import dev.presently.core.delivery.SendTestEvent;
import dev.presently.core.destination.AllowedPrivateHosts;
import dev.presently.core.destination.HostChecker;
import dev.presently.core.engine.ExecuteCommand;
import dev.presently.core.engine.TendRequest;
import dev.presently.core.idempotency.IdempotencyStore;
import dev.presently.core.wiring.Ports;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Creates the ports of the API and the objects that are built over them. */
public interface ApiWiring extends Ports {
  static ApiWiring of(Map<String, String> environment) {
    return new AwsApiWiring(environment);
  }

  RequestLog requestLog();

  RequestCounter requestCounter();

  DailyRequestCounter dailyRequestCounter();

  IdempotencyStore idempotencyStore();

  MasterKeyStore masterKey();

  CommandQueue commandQueue();

  DeliveryLog deliveryLog();

  AllowedPrivateHosts allowedPrivateHosts();

  HostChecker hosts();

  /** For operations whose callers have a key or a client token. */
  default RequestFilters filters() {
    RequestLog log = requestLog();
    EnforceRateLimit limits = enforceRateLimit();
    return new RequestFilters(
        log,
        new ClientFilter(() -> admitClient(limits), new RateLimitFilter(limits, log)),
        new IdempotencyFilter(idempotencyStore(), ApiWiring::randomId, clock(), log));
  }

  default EnforceRateLimit enforceRateLimit() {
    return new EnforceRateLimit(new LeasedRequestCounter(requestCounter()), clock());
  }

  default AdmitClient admitClient(EnforceRateLimit limits) {
    return new AdmitClient(clientRules(), limits, dailyRequestCounter(), clock());
  }

  /** For operations that need no key. */
  default RequestFilters noFilters() {
    return new RequestFilters(requestLog(), RequestFilter.NONE, RequestFilter.NONE);
  }

  default String version() {
    return Settings.version();
  }

  /** Accepts API keys and the master key. */
  default Authenticate authenticate() {
    return new Authenticate(keys(), checksumKeys(), masterKey(), clock());
  }

  /** Accepts API keys only. */
  default Authenticate authenticateHolders() {
    return new Authenticate(keys(), checksumKeys(), Optional::empty, clock());
  }

  default SendTestEvent sendTestEvent() {
    return new SendTestEvent(
        webhooks(),
        receivers(),
        health(),
        new EventJson(),
        userAgent(),
        ApiWiring::randomId,
        clock());
  }

  default ExecuteCommand executeCommand() {
    return useCases().executeCommand();
  }

  /** Reads a message body of the Command queue. */
  default QueuedCommand queuedCommand(String body) {
    return SqsCommandQueue.read(body);
  }

  /** Reads a message body of the Tend queue. */
  default TendRequest tendRequest(String body) {
    return TendMessage.read(body);
  }

  /** Ids for queued commands. */
  default Supplier<String> commandIds() {
    return ApiWiring::randomId;
  }

  private static String randomId() {
    return UUID.randomUUID().toString();
  }
}
