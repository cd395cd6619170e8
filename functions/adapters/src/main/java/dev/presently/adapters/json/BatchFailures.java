package dev.presently.adapters.json;

import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** The answer to a batch: what is to come again; none means that all of it is done. */
public final class BatchFailures {
  private BatchFailures() {}

  /** Names messages by id, or a stream's record by sequence number. */
  public static byte[] write(Collection<String> identifiers) {
    return JsonWriter.object(
            answer ->
                answer.objects(
                    "batchItemFailures",
                    identifiers,
                    (failure, identifier) -> failure.text("itemIdentifier", identifier)))
        .getBytes(StandardCharsets.UTF_8);
  }
}
