package dev.presently.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class TemplateTest {
  private static final String ENDPOINT = "http://127.0.0.1:1";

  @TempDir Path directory;

  @Test
  void everyFunctionHasItsRoutesAndSources() {
    var template = Template.read(RunnerFixture.TEMPLATE, Map.of(), ENDPOINT);

    assertThat(template.routes())
        .contains(new Route("GET", "/things/{thing}/parts/{part}", "EchoFunction", false))
        .hasSize(3);
    var relay = (EventSourceMapping.FromStream) source(template, "RelayFunction");
    assertThat(relay.table()).isEqualTo("Items");
    assertThat(relay.batchSize()).isEqualTo(10);
    assertThat(relay.retries()).hasValue(2);
    assertThat(relay.maximumAge()).isEmpty();
    assertThat(relay.onFailure()).hasValue("Discarded");
    assertThat(relay.bisect()).isTrue();
    assertThat(relay.partialFailures()).isTrue();
    var send = (EventSourceMapping.FromQueue) source(template, "SendFunction");
    assertThat(send.queue()).isEqualTo("Lanes.fifo");
    assertThat(send.concurrency()).isEqualTo(5);
  }

  @Test
  void aConditionDecidesWhetherAResourceExists() {
    assertThat(names(Map.of())).doesNotContain("Unused");
    assertThat(names(Map.of("Stage", "large"))).contains("Unused");
  }

  @Test
  void aQueueThatOnlyAParameterNamesIsMadeToo() {
    var arn = Map.of("OtherQueueArn", "arn:aws:sqs:us-east-1:000000000000:theirs.fifo");

    assertThat(Template.read(RunnerFixture.TEMPLATE, arn, ENDPOINT).queues())
        .contains(
            new TemplateQueue(
                "theirs.fifo", Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true")));
    assertThat(Template.read(RunnerFixture.TEMPLATE, Map.of(), ENDPOINT).queues())
        .noneMatch(queue -> queue.name().equals("theirs.fifo"));
  }

  @Test
  void aQueueNamesItsDeadLetters() {
    var template = Template.read(RunnerFixture.TEMPLATE, Map.of(), ENDPOINT);
    var lanes =
        template.queues().stream()
            .filter(queue -> queue.name().equals("Lanes.fifo"))
            .findFirst()
            .orElseThrow();

    assertThat(lanes.hasDeadLetters()).isTrue();
    assertThat(lanes.attributes())
        .containsEntry("VisibilityTimeout", "1")
        .containsEntry("FifoQueue", "true");
    Map<?, ?> redrive =
        JsonMapper.shared().readValue(lanes.attributes().get("RedrivePolicy"), Map.class);
    assertThat(redrive).hasSize(2);
    assertThat(redrive.get("deadLetterTargetArn"))
        .isEqualTo("arn:aws:sqs:us-east-1:000000000000:LanesDeadLetters.fifo");
    assertThat(redrive.get("maxReceiveCount")).hasToString("2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Q: {Type: 'AWS::SQS::Queue', Properties: {Wrong: 1}} | The local runner does not know Wrong of Q.Properties.
          R: {Type: 'AWS::Events::Rule'}                       | R is of type AWS::Events::Rule, which the local runner does not know.
          Q: {Type: 'AWS::SQS::Queue', Properties: {DelaySeconds: !Base64 x}} | The template uses Fn::Base64, which the local runner does not know.
          Q: {Type: 'AWS::SQS::Queue', Properties: {DelaySeconds: !Join [x, [y]]}} | The template uses Fn::Join, which the local runner does not know.
          Q: {Type: 'AWS::SQS::Queue', Properties: {DelaySeconds: !Ref Nobody}} | The template refers to Nobody, which is not in it.
          Q: {Type: 'AWS::SQS::Queue', Properties: {FilterCriteria: {}}} | The local runner does not know FilterCriteria of Q.Properties.
          Q: {Type: 'AWS::SQS::Queue', Properties: {DelaySeconds: !GetAtt Q.Size}} | The local runner knows no attribute Q.Size.
          """)
  void whatIsNotKnownIsOneSentence(String resource, String sentence) throws Exception {
    var file = Files.writeString(directory.resolve("t.yaml"), "Resources:\n  " + resource + "\n");

    assertThatThrownBy(() -> Template.read(file, Map.of(), ENDPOINT))
        .isInstanceOf(CannotStart.class)
        .hasMessage(sentence);
  }

  @Test
  void aParameterWithoutAnyValueIsRefused() throws Exception {
    var file =
        Files.writeString(
            directory.resolve("t.yaml"), "Parameters: {P: {Type: String}}\nResources: {}\n");

    assertThatThrownBy(() -> Template.read(file, Map.of(), ENDPOINT))
        .hasMessage("The template's parameter P has no default.");
    assertThat(Template.read(file, Map.of("P", "1"), ENDPOINT).functions()).isEmpty();
  }

  private static Iterable<String> names(Map<String, String> parameters) {
    return Template.read(RunnerFixture.TEMPLATE, parameters, ENDPOINT).queues().stream()
        .map(TemplateQueue::name)
        .toList();
  }

  private static EventSourceMapping source(Template template, String function) {
    return template.functions().stream()
        .filter(one -> one.name().equals(function))
        .findFirst()
        .orElseThrow()
        .sources()
        .getFirst();
  }
}
