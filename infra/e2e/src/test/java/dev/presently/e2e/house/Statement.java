package dev.presently.e2e.house;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What one statement of a policy allows.
 *
 * @param kinds patterns of the partitions that may be touched; empty allows all
 */
record Statement(Set<Permission> permissions, List<String> kinds) {
  static Statement read(Yaml statement) {
    var permissions =
        statement.at("Action").items().stream()
            .flatMap(
                action ->
                    statement.at("Resource").items().stream()
                        .flatMap(resource -> resource.arn().stream())
                        .map(resource -> new Permission(action.text(), resource)))
            .collect(toSet());
    var kinds =
        statement
            .find("Condition")
            .map(
                condition ->
                    condition.at("ForAllValues:StringLike", "dynamodb:LeadingKeys").items().stream()
                        .map(Yaml::text)
                        .toList())
            .orElse(List.of());
    return new Statement(permissions, kinds);
  }

  boolean allows(Need need) {
    return permissions.contains(need.permission())
        && (kinds.isEmpty()
            || need.partitions().stream()
                .allMatch(partition -> kinds.stream().anyMatch(kind -> like(kind, partition))));
  }

  /** The kinds that none of these needs are of. */
  List<String> unused(Set<Need> needs) {
    var touched =
        needs.stream()
            .filter(need -> permissions.contains(need.permission()))
            .flatMap(need -> need.partitions().stream())
            .collect(toSet());
    return kinds.stream()
        .filter(kind -> touched.stream().noneMatch(partition -> like(kind, partition)))
        .toList();
  }

  /** IAM's StringLike, of which only {@code *} is used. */
  private static boolean like(String pattern, String text) {
    return Pattern.matches(("\\Q" + pattern + "\\E").replace("*", "\\E.*\\Q"), text);
  }
}
