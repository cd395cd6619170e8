package dev.presently.api;

import java.util.Map;

/** Where the explorer at {@code /docs} shows an operation. */
final class DocsLink {
  /** The tags in docs/openapi.yaml by the package of their operations, where these differ. */
  private static final Map<String, String> TAGS =
      Map.of(
          "access", "keys",
          "client", "clients",
          "engine", "engines",
          "session", "sessions",
          "subscription", "subscriptions",
          "webhook", "webhooks");

  private DocsLink() {}

  /** The link at the API with this URL, in the form that Swagger UI opens. */
  static String of(String apiUrl, ApiHandler operation) {
    String name = operation.getClass().getPackageName();
    String feature = name.substring(name.lastIndexOf('.') + 1);
    return "%s/docs#/%s/%s"
        .formatted(apiUrl, TAGS.getOrDefault(feature, feature), operation.operation());
  }
}
