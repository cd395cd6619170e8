package dev.presently.e2e;

import dev.presently.local.LocalRunner;
import dev.presently.local.RunnerOptions;
import java.net.URI;

/** The local runner in this JVM: one for all scenarios, which share nothing but it. */
final class LocalDeployment implements Deployment {
  private static final LocalRunner RUNNER =
      LocalRunner.start(RunnerOptions.of(Repository.TEMPLATE));

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(RUNNER::close));
  }

  @Override
  public URI baseUrl() {
    return RUNNER.baseUrl();
  }

  @Override
  public String apiKey() {
    return RUNNER.apiKey().orElseThrow();
  }

  @Override
  public String masterKey() {
    return RUNNER.masterKey();
  }

  @Override
  public String receiverHost() {
    return "127.0.0.1";
  }
}
