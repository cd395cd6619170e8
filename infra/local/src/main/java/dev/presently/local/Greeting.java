package dev.presently.local;

import java.util.Locale;

/** The text that the runner prints when everything answers. */
final class Greeting {
  private Greeting() {}

  static String of(LocalRunner runner, RunnerOptions options) {
    return String.format(
        Locale.ROOT,
        """
        Presently is up after %.1f s.

          API       %s (%d operations)
          DynamoDB  %s
          SQS       %s
        %s  Data      %s
          Keys      %s
                    master key %s (for /admin/keys)

        Try:

          curl -sS %s/api/sessions \\
            -H 'Authorization: Bearer %s' \\
            -H 'Content-Type: application/json' \\
            -d '{"name":"hello","start":true,"phoneNumber":"+5511700000001"}'

        Ctrl-C stops it.
        %s""",
        runner.startTime().toMillis() / 1000.0,
        runner.baseUrl(),
        runner.operations(),
        runner.dynamoDbEndpoint(),
        runner.sqsEndpoint(),
        runner.evolutionQueue().map("  Evolution %s (its queue)%n"::formatted).orElse(""),
        runner.dataPlace(),
        runner.apiKey().orElse("those that were created here"),
        runner.masterKey(),
        runner.baseUrl(),
        runner.apiKey().orElse("YOUR_KEY"),
        options.isExposed()
            ? """

            WARNING: other machines reach the API at %s, and who has a key can let Presently
            send requests to %s. To prevent that, add
            --public-receivers-only and no --allow-host. Keys travel in plain HTTP.
            """
                .formatted(options.address().getHostAddress(), options.privateHosts())
            : "");
  }
}
