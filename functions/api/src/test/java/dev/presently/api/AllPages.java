package dev.presently.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** All pages of a list, none of which is too large for Lambda. */
public final class AllPages {
  private static final int LAMBDAS_LIMIT = 6 * 1024 * 1024;

  private AllPages() {}

  public static List<Answer> of(Supplier<Call> call, RequestStreamHandler list) {
    List<Answer> pages = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Call next = call.get();
      cursor.ifPresent(last -> next.query("cursor", last));
      Answer page = next.to(list);
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.proxyText().getBytes(UTF_8).length).isLessThan(LAMBDAS_LIMIT);
      pages.add(page);
      cursor = page.json().path("nextCursor").stringValueOpt();
    } while (cursor.isPresent());
    return pages;
  }
}
