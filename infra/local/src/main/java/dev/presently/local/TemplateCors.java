package dev.presently.local;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the API answers to browsers of other origins, as the template's {@code Cors} says.
 *
 * @param errors the headers of what the gateway answers by itself; empty if the API has no CORS
 * @param preflight the headers of an answer to {@code OPTIONS}, the origin included
 */
record TemplateCors(Map<String, String> errors, Map<String, String> preflight) {
  private static final String EXPOSED = "Access-Control-Expose-Headers";

  static final TemplateCors NONE = new TemplateCors(Map.of(), Map.of());

  static TemplateCors read(TemplateSection api) {
    if (!api.has("Cors")) {
      return NONE;
    }
    var cors = api.section("Cors").knowing("AllowOrigin", "AllowMethods", "AllowHeaders", "MaxAge");
    var headers = new LinkedHashMap<String, String>();
    put(headers, cors, "AllowOrigin", "Access-Control-Allow-Origin");
    var errors = new LinkedHashMap<>(headers);
    put(
        errors,
        api.section("GatewayResponses")
            .section("DEFAULT_4XX")
            .section("ResponseParameters")
            .section("Headers"),
        EXPOSED,
        EXPOSED);
    put(headers, cors, "AllowMethods", "Access-Control-Allow-Methods");
    put(headers, cors, "AllowHeaders", "Access-Control-Allow-Headers");
    put(headers, cors, "MaxAge", "Access-Control-Max-Age");
    return new TemplateCors(Map.copyOf(errors), Map.copyOf(headers));
  }

  boolean isAllowed() {
    return !preflight.isEmpty();
  }

  /** The template's texts are in single quotes, as API Gateway's mappings are. */
  private static void put(
      Map<String, String> headers, TemplateSection section, String member, String header) {
    section
        .text(member)
        .map(text -> text.replace("'", ""))
        .ifPresent(text -> headers.put(header, text));
  }
}
