package dev.presently.adapters.engines;

import java.util.Set;

/** The types of body that engines post. */
final class MediaTypes {
  static final String FORM = "application/x-www-form-urlencoded";
  static final Set<String> JSON = Set.of("application/json");
  static final Set<String> JSON_OR_FORM = Set.of("application/json", FORM);

  private MediaTypes() {}
}
