package dev.presently.local;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the API answers to browsers of other origins, as the template's {@code Cors} says.
 *
 * @param origin the value of {@code Access-Control-Allow-Origin}; empty if the API has no CORS
 * @param preflight the headers of an answer to {@code OPTIONS}, the origin included
 */
record TemplateCors(Map<String, String> origin, Map<String, String> preflight) {
  static final TemplateCors NONE = new TemplateCors(Map.of(), Map.of());

  static TemplateCors read(TemplateSection api) {
    if (!api.has("Cors")) {
      return NONE;
    }
    var cors = api.section("Cors").knowing("AllowOrigin", "AllowMethods", "AllowHeaders", "MaxAge");
    var headers = new LinkedHashMap<String, String>();
    put(headers, cors, "AllowOrigin", "Access-Control-Allow-Origin");
    var origin = Map.copyOf(headers);
    put(headers, cors, "AllowMethods", "Access-Control-Allow-Methods");
    put(headers, cors, "AllowHeaders", "Access-Control-Allow-Headers");
    put(headers, cors, "MaxAge", "Access-Control-Max-Age");
    return new TemplateCors(origin, Map.copyOf(headers));
  }

  boolean isAllowed() {
    return !preflight.isEmpty();
  }

  /** The template's texts are in single quotes, as API Gateway's mappings are. */
  private static void put(
      Map<String, String> headers, TemplateSection cors, String member, String header) {
    cors.text(member)
        .map(text -> text.replace("'", ""))
        .ifPresent(text -> headers.put(header, text));
  }
}
