package dev.presently.api;

import static dev.presently.core.access.Scope.PRESENCE_MANAGE;
import static dev.presently.core.access.Scope.PRESENCE_READ;
import static dev.presently.core.access.Scope.SESSIONS_MANAGE;
import static dev.presently.core.access.Scope.SESSIONS_READ;
import static dev.presently.core.access.Scope.WEBHOOKS_MANAGE;
import static dev.presently.core.access.Scope.WEBHOOKS_READ;

import dev.presently.core.access.Scope;
import dev.presently.core.client.ClientAction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The scope that opens each operation; the one table for all operations. */
public sealed interface OperationScope {
  /** Everybody; the operation may authenticate its callers itself. */
  record Open() implements OperationScope {}

  /** The master key alone. */
  record ForMaster() implements OperationScope {}

  /** API keys with this scope. */
  record ForScope(Scope scope) implements OperationScope {}

  /** Whether the operation changes nothing, whatever its method. */
  static boolean isRead(OperationScope operation) {
    return operation instanceof ForScope(var scope)
        && (scope == SESSIONS_READ || scope == PRESENCE_READ || scope == WEBHOOKS_READ);
  }

  /** By the operation's name. */
  Map<String, OperationScope> ALL =
      table(
          Map.of(
              new Open(),
              List.of("getHealth", "receiveEngineEvents"),
              new ForMaster(),
              List.of("createKey", "listKeys", "updateKey", "deleteKey"),
              new ForScope(SESSIONS_READ),
              List.of("listSessions", "getSession"),
              new ForScope(SESSIONS_MANAGE),
              List.of(
                  "createSession",
                  "updateSession",
                  "deleteSession",
                  "startSession",
                  "stopSession",
                  "setClientRules",
                  "getClientRules",
                  "createClientToken"),
              new ForScope(PRESENCE_READ),
              List.of(
                  "getPresence",
                  "listPresence",
                  "queryPresence",
                  "getPresenceHistory",
                  "getOnlineTimes",
                  "listSubscriptions",
                  "exportContact"),
              new ForScope(PRESENCE_MANAGE),
              List.of(
                  "setPresence",
                  "sendTyping",
                  "subscribePresence",
                  "unsubscribePresence",
                  "subscribeMany",
                  "eraseContact"),
              new ForScope(WEBHOOKS_READ),
              List.of("listWebhooks", "getWebhook", "listDeliveries"),
              new ForScope(WEBHOOKS_MANAGE),
              List.of(
                  "createWebhook", "updateWebhook", "deleteWebhook", "testWebhook", "redeliver")));

  /** What a client token must be allowed to do for the operation; the others take none. */
  Map<String, ClientAction> CLIENT_ACTIONS =
      Map.of(
          "getPresence", ClientAction.READ_PRESENCE,
          "listPresence", ClientAction.READ_PRESENCE,
          "queryPresence", ClientAction.READ_PRESENCE,
          "getOnlineTimes", ClientAction.READ_PRESENCE,
          "subscribePresence", ClientAction.SUBSCRIBE_PRESENCE,
          "sendTyping", ClientAction.SEND_TYPING);

  /** Throws for an operation that the table lacks: it cannot be created. */
  static OperationScope of(String operation) {
    return Optional.ofNullable(ALL.get(operation))
        .orElseThrow(() -> new IllegalStateException("no scope for the operation " + operation));
  }

  private static Map<String, OperationScope> table(Map<OperationScope, List<String>> operations) {
    Map<String, OperationScope> all = new HashMap<>();
    operations.forEach((scope, names) -> names.forEach(name -> all.put(name, scope)));
    return Map.copyOf(all);
  }
}
