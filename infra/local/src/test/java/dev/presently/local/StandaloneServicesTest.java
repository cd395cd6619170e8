package dev.presently.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class StandaloneServicesTest {
  @TempDir Path directory;

  @Test
  void tablesAndQueuesOfTheTemplateAnswerOnEveryAddress() throws Exception {
    var options =
        new ServicesOptions(
            RunnerFixture.TEMPLATE,
            LoopbackAddress.freePort(),
            LoopbackAddress.freePort(),
            directory.resolve("made/env.json"));

    try (var services = StandaloneServices.start(options)) {
      for (var address : addresses()) {
        try (var clients =
            Clients.of(at(address, options.dynamoDbPort()), at(address, options.sqsPort()))) {
          assertThat(clients.tables().listTables().tableNames()).contains("Items");
          assertThat(clients.queues().listQueues().queueUrls())
              .anyMatch(url -> url.endsWith("/Lanes.fifo"));
        }
      }
      assertThat(services.greeting()).contains("http://host.docker.internal:");
    }
  }

  @Test
  void theFileGivesEachFunctionWhatItFindsInAContainer() throws Exception {
    var options =
        new ServicesOptions(
            RunnerFixture.TEMPLATE,
            LoopbackAddress.freePort(),
            LoopbackAddress.freePort(),
            directory.resolve("env.json"));

    StandaloneServices.start(options).close();

    Map<?, ?> environments =
        JsonMapper.shared().readValue(Files.readAllBytes(options.environments()), Map.class);
    var template =
        Template.read(
            RunnerFixture.TEMPLATE,
            Map.of("AllowedPrivateHosts", "host.docker.internal"),
            options.sqs().toString());
    assertThat(environments).hasSameSizeAs(template.functions());
    template
        .functions()
        .forEach(
            function ->
                assertThat(environments.get(function.name())).isEqualTo(function.environment()));
  }

  @Test
  void aPortInUseIsOneSentence() throws Exception {
    try (var other = new ServerSocket(0)) {
      var options =
          new ServicesOptions(
              RunnerFixture.TEMPLATE,
              LoopbackAddress.freePort(),
              other.getLocalPort(),
              directory.resolve("env.json"));

      assertThatThrownBy(() -> StandaloneServices.start(options))
          .isInstanceOf(CannotStart.class)
          .hasMessage("Port %d is in use: choose another with --port-sqs.", other.getLocalPort());
    }
  }

  private static List<InetAddress> addresses() throws Exception {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address.getAddress().length == 4)
        .toList();
  }

  private static URI at(InetAddress address, int port) {
    return URI.create("http://" + address.getHostAddress() + ":" + port);
  }
}
