package dev.presently.adapters.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.session.EngineType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * All that is known of an engine stands in its own folder. A further engine is one folder more and
 * one line in {@link SupportedEngines}: no other main source in Java names an engine.
 *
 * <p>One exception: the HTTP contract of Presently extends that of Titan. A comment may speak of
 * what is {@code Titan's} there, in these words; code may not.
 */
class OneFolderPerEngineTest {
  private static final Path FUNCTIONS = Path.of("..");
  private static final Path ENGINES =
      FUNCTIONS.resolve("adapters/src/main/java/dev/presently/adapters/engines");
  private static final Pattern ENGINE =
      new SupportedEngines()
          .types().stream()
              .map(EngineType::word)
              .map(Pattern::quote)
              .collect(
                  Collectors.collectingAndThen(
                      Collectors.joining("|"),
                      words -> Pattern.compile(words, Pattern.CASE_INSENSITIVE)));

  private static final Pattern IMPORT_OF_FOLDER =
      Pattern.compile("import (static )?dev\\.presently\\.adapters\\.engines\\.[a-z]");

  @Test
  void noOtherSourceNamesAnEngine() throws IOException {
    List<Path> others = sources().filter(source -> !mayNameEngines(source)).toList();

    assertThat(others).hasSizeGreaterThan(100);
    for (Path source : others) {
      assertThat(name(source)).doesNotContainPattern(ENGINE);
      assertThat(linesThatNameAnEngine(Files.readString(source))).as("%s", source).isEmpty();
    }
  }

  @Test
  void everyEngineHasAFolderOfItsOwn() throws IOException {
    assertThat(list(ENGINES).stream().filter(Files::isDirectory).map(OneFolderPerEngineTest::name))
        .containsExactlyInAnyOrderElementsOf(folders());
  }

  @Test
  void noFolderUsesAnother() throws IOException {
    for (String folder : folders()) {
      for (Path source : list(ENGINES.resolve(folder))) {
        assertThat(Files.readString(source))
            .as("%s", source)
            .doesNotContainPattern(IMPORT_OF_FOLDER);
      }
    }
  }

  /** A package's name has no hyphen. */
  private static List<String> folders() {
    return new SupportedEngines()
        .types().stream().map(type -> type.word().replace("-", "")).toList();
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int waha = 1;                             | 1",
        "  * for example WAHA's                    | 1",
        "new EvolutionQueue()                      | 1",
        "  /** In Titan's form. */                 | 0",
        "  // Titan's example has the result here. | 0",
        "  * a session of Titan                    | 1",
        "\"Titan's\"                               | 1",
        "int sessions = 1;                         | 0",
      })
  void aLineThatNamesAnEngineIsFound(String line, int found) {
    assertThat(linesThatNameAnEngine(line)).hasSize(found);
  }

  private static List<String> linesThatNameAnEngine(String source) {
    List<String> lines = source.lines().toList();
    return IntStream.range(0, lines.size())
        .filter(number -> ENGINE.matcher(withoutException(lines.get(number).strip())).find())
        .mapToObj(number -> number + 1 + ": " + lines.get(number).strip())
        .toList();
  }

  private static String withoutException(String line) {
    boolean isComment = line.startsWith("*") || line.startsWith("/*") || line.startsWith("//");
    return isComment ? line.replace("Titan's", "") : line;
  }

  private static Stream<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path module : list(FUNCTIONS)) {
      Path main = module.resolve("src/main/java");
      if (Files.isDirectory(main)) {
        try (Stream<Path> files = Files.walk(main)) {
          files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
        }
      }
    }
    return sources.stream();
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> inside = Files.list(directory)) {
      return inside.toList();
    }
  }

  private static boolean mayNameEngines(Path source) {
    return source.equals(ENGINES.resolve("SupportedEngines.java"))
        || source.startsWith(ENGINES) && !ENGINES.equals(source.getParent());
  }
}
