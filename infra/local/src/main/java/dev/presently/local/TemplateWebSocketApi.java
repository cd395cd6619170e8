package dev.presently.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The template's WebSocket API.
 *
 * @param id of this API, the first part of its host
 * @param selector the member of a message's JSON that names its route
 * @param functions by route key
 */
record TemplateWebSocketApi(
    String id, String stage, String selector, Map<String, String> functions) {
  static final String TYPE = "AWS::ApiGatewayV2::Api";

  private static final Pattern SELECTION = Pattern.compile("\\$request\\.body\\.(\\w+)");
  private static final Pattern INVOCATION =
      Pattern.compile("arn:.*:lambda:path/2015-03-31/functions/(arn:[^/]+)/invocations");

  /** Empty where the template has none. */
  static Optional<TemplateWebSocketApi> read(List<TemplateSection> resources) {
    return all(resources, TYPE).map(api -> read(api, resources)).findFirst();
  }

  private static TemplateWebSocketApi read(TemplateSection api, List<TemplateSection> resources) {
    api.knowing("Name", "Description", "ProtocolType", "RouteSelectionExpression", "Tags");
    if (!api.required("ProtocolType").equals("WEBSOCKET")) {
      throw api.wrong("ProtocolType", "WEBSOCKET");
    }
    var selection = SELECTION.matcher(api.required("RouteSelectionExpression"));
    if (!selection.matches()) {
      throw api.wrong("RouteSelectionExpression", "$request.body and one member");
    }
    var integrations = new LinkedHashMap<String, String>();
    all(resources, "AWS::ApiGatewayV2::Integration")
        .forEach(one -> integrations.put(owner(one), function(one)));
    var functions = new LinkedHashMap<String, String>();
    all(resources, "AWS::ApiGatewayV2::Route")
        .forEach(route -> functions.put(route.required("RouteKey"), target(route, integrations)));
    var stage =
        all(resources, "AWS::ApiGatewayV2::Stage")
            .findFirst()
            .orElseThrow(() -> api.wrong("StageName", "a stage"));
    var id = api.intrinsics().names().ref(owner(api)).orElseThrow();
    return new TemplateWebSocketApi(
        id, stage.required("StageName"), selection.group(1), Map.copyOf(functions));
  }

  /** Where its management API answers. */
  String host() {
    return "%s.execute-api.%s.%s".formatted(id, LocalNames.REGION, LocalNames.URL_SUFFIX);
  }

  private static String function(TemplateSection integration) {
    integration.knowing(
        "ApiId", "Description", "IntegrationType", "IntegrationMethod", "IntegrationUri");
    var uri = INVOCATION.matcher(integration.required("IntegrationUri"));
    if (!integration.required("IntegrationType").equals("AWS_PROXY") || !uri.matches()) {
      throw integration.wrong("IntegrationUri", "a function, and AWS_PROXY as IntegrationType");
    }
    return LocalNames.functionIn(uri.group(1));
  }

  private static String target(TemplateSection route, Map<String, String> integrations) {
    route.knowing("ApiId", "AuthorizationType", "OperationName", "RouteKey", "Target");
    if (!route.text("AuthorizationType").orElse("NONE").equals("NONE")) {
      throw route.wrong("AuthorizationType", "NONE");
    }
    var target = route.required("Target").replace("integrations/", "");
    return Optional.ofNullable(integrations.get(target))
        .orElseThrow(() -> route.wrong("Target", "an integration of the template"));
  }

  private static Stream<TemplateSection> all(List<TemplateSection> resources, String type) {
    return resources.stream()
        .filter(resource -> resource.required("Type").equals(type))
        .map(resource -> resource.section("Properties"));
  }

  /** The logical id of the resource with these properties. */
  private static String owner(TemplateSection properties) {
    return properties.path().split("\\.", -1)[0];
  }
}
