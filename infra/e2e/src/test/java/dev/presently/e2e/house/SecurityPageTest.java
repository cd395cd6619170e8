package dev.presently.e2e.house;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.OperationScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/security.md says what the code does, and names tests that there are. */
class SecurityPageTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `?([^|`]+?)`? \\| (.+) \\|$");
  private static final Pattern WORD = Pattern.compile("[a-zA-Z]+");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|Contract))`");

  private final String page = read();

  @Test
  void theTableOfScopesIsThatOfTheCode() {
    Map<String, String> rows =
        ROW.matcher(section("### Scopes"))
            .results()
            .collect(toMap(row -> row.group(1), row -> row.group(2)));

    OperationScope.ALL.values().stream()
        .filter(OperationScope.ForScope.class::isInstance)
        .map(permit -> ((OperationScope.ForScope) permit).scope())
        .distinct()
        .forEach(
            scope ->
                assertThat(operations(rows.get(scope.word())))
                    .as(scope.word())
                    .isEqualTo(permitted(new OperationScope.ForScope(scope)::equals)));
    assertThat(operations(rows.get("master key")))
        .isEqualTo(permitted(OperationScope.ForMaster.class::isInstance));
    assertThat(operations(rows.get("no authorizer")))
        .isEqualTo(permitted(OperationScope.Open.class::isInstance));
  }

  @Test
  void everyTestThatItNamesIsThere() {
    Set<String> tests =
        Stream.of("functions", "infra")
            .flatMap(folder -> House.files(House.ROOT.resolve(folder), ".java").stream())
            .map(file -> file.getFileName().toString().replace(".java", ""))
            .collect(toSet());

    List<String> named = TEST.matcher(page).results().map(found -> found.group(1)).toList();

    assertThat(named).hasSizeGreaterThan(20);
    assertThat(named.stream().filter(name -> !tests.contains(name))).isEmpty();
  }

  @Test
  void theTableOfWritesNamesEveryFunctionThatMayWriteThePresenceTable() {
    Set<Permission> writes =
        Stream.of("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem")
            .map(action -> Permission.table(action, "PresenceTable"))
            .collect(toSet());
    Set<String> writing =
        Template.read().functions().stream()
            .filter(function -> function.permissions().stream().anyMatch(writes::contains))
            .map(Template.Function::name)
            .collect(toSet());
    int begins = page.indexOf("\n## Who may change what is known of a contact\n");
    String section = page.substring(begins, page.indexOf("\n## ", begins + 1));

    assertThat(
            Template.read().functions().stream()
                .map(Template.Function::name)
                .filter(name -> section.contains("`" + name + "`")))
        .containsExactlyInAnyOrderElementsOf(writing);
  }

  private static Set<String> permitted(Predicate<OperationScope> by) {
    return OperationScope.ALL.entrySet().stream()
        .filter(entry -> by.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .collect(toSet());
  }

  private static Set<String> operations(String text) {
    return WORD.matcher(text)
        .results()
        .map(MatchResult::group)
        .filter(OperationScope.ALL::containsKey)
        .collect(toSet());
  }

  private String section(String heading) {
    int begins = page.indexOf(heading + "\n");
    return page.substring(begins, page.indexOf("\n### ", begins + heading.length()));
  }

  private static String read() {
    try {
      return Files.readString(House.ROOT.resolve("docs/security.md"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read the page", unreadable);
    }
  }
}
