package dev.presently.e2e;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A stack that LocalStack's CloudFormation made of the template, SAM's transform included. */
record CloudStack(LocalStack localStack, String name) {
  private static final String BUCKET = "artifacts";
  private static final String VERSION = "2010-05-15";

  /** LocalStack's own view of itself, whatever port it has out here. */
  private static final String INSIDE = "http://127.0.0.1:4566";

  /** Returns when everything is made; an error says what was not and why. */
  static CloudStack deploy(
      LocalStack localStack, String name, Path template, Map<String, String> parameters) {
    localStack.put("s3", "/" + BUCKET, new byte[0]);
    String packaged =
        PackagedTemplate.of(
            template, BUCKET, (key, zip) -> localStack.put("s3", "/" + BUCKET + "/" + key, zip));
    // CloudFormation takes a template of more than 51,200 bytes from S3 only.
    localStack.put(
        "s3", "/" + BUCKET + "/template.yaml", packaged.getBytes(StandardCharsets.UTF_8));
    Map<String, String> form = new LinkedHashMap<>();
    form.put("Action", "CreateStack");
    form.put("StackName", name);
    form.put("TemplateURL", INSIDE + "/" + BUCKET + "/template.yaml");
    form.put("Capabilities.member.1", "CAPABILITY_IAM");
    form.put("Capabilities.member.2", "CAPABILITY_AUTO_EXPAND");
    int number = 1;
    for (var parameter : parameters.entrySet()) {
      form.put("Parameters.member." + number + ".ParameterKey", parameter.getKey());
      form.put("Parameters.member." + number + ".ParameterValue", parameter.getValue());
      number++;
    }
    localStack.query("cloudformation", VERSION, form, "CreateStackResult");
    CloudStack stack = new CloudStack(localStack, name);
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> !stack.status().endsWith("IN_PROGRESS"));
    String status = stack.status();
    if (!status.equals("CREATE_COMPLETE")) {
      throw new AssertionError("the stack is " + status + ":\n" + stack.failures());
    }
    return stack;
  }

  /** The template's Outputs. */
  Map<String, String> outputs() {
    return ask("DescribeStacks", "Outputs").stream()
        .collect(
            Collectors.toMap(
                output -> output.get("OutputKey"), output -> output.get("OutputValue")));
  }

  /** The physical ids of all resources of one type, by their names in the template. */
  Map<String, String> resources(String type) {
    return ask("DescribeStackResources", "StackResources").stream()
        .filter(resource -> type.equals(resource.get("ResourceType")))
        .collect(
            Collectors.toMap(
                resource -> resource.get("LogicalResourceId"),
                resource -> resource.get("PhysicalResourceId")));
  }

  private String status() {
    return ask("DescribeStacks", "Stacks").getFirst().get("StackStatus");
  }

  private String failures() {
    return ask("DescribeStackEvents", "StackEvents").stream()
        .filter(event -> event.containsKey("ResourceStatusReason"))
        .map(event -> event.get("LogicalResourceId") + " " + event.get("ResourceStatusReason"))
        .collect(Collectors.joining("\n"));
  }

  private List<Map<String, String>> ask(String action, String list) {
    return localStack.query(
        "cloudformation", VERSION, Map.of("Action", action, "StackName", name), list);
  }
}
