package dev.presently.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.api.Answer;
import dev.presently.api.Call;
import dev.presently.core.access.KeyTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ListKeysTest {
  private final KeysFixture keys = new KeysFixture();
  private final ListKeys listKeys = new ListKeys(keys.deployment);

  @Test
  void neitherKeysNorTheirHashesAreShown() {
    String hash = keys.store(1).hash().hex();

    Answer answer = KeysFixture.call().to(listKeys);

    assertThat(answer.list()).hasSize(1);
    assertThat(answer.body())
        .contains("\"label\":\"key 1\"")
        .doesNotContain(hash.substring(32), KeyTexts.text(1).value(), "\"key\"", "hash");
  }

  @Test
  void lastUsedAtIsShown() {
    keys.deployment.keys.save(keys.store(1).changed("key 1", true, 600));
    keys.deployment.authenticate().authenticate("Bearer " + KeyTexts.text(1).value());

    assertThat(
            KeysFixture.call().to(listKeys).list().getFirst().path("lastUsedAt").stringValueOpt())
        .contains("2026-03-02T10:00:00Z");
  }

  @Test
  void pagesFollowEachOther() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(keys.store(i).id().value());
    }

    List<String> listed = new ArrayList<>();
    Optional<String> next = Optional.of("");
    while (next.isPresent()) {
      Call call = KeysFixture.call().query("limit", "2");
      Answer page = (next.get().isEmpty() ? call : call.query("cursor", next.get())).to(listKeys);
      for (JsonNode key : page.list()) {
        listed.add(key.path("id").stringValue());
      }
      next = page.json().path("nextCursor").stringValueOpt();
    }

    assertThat(listed).isEqualTo(all.stream().sorted().toList());
  }
}
