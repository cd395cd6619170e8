package dev.presently.local.inprocess;

import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;

/** A service of this JVM that answers AWS's JSON and REST protocols without a socket. */
public interface EmbeddedService {
  /**
   * One request.
   *
   * @param caller the access key id of its signature
   * @param operation the API's name of it, for example {@code GetItem}; in the REST protocol the
   *     HTTP method
   * @param path as sent, with its percent signs
   */
  record Call(String caller, String operation, String path, SdkBytes body) {}

  /**
   * Its answer.
   *
   * @param place the table, queue or API; several are joined by {@code +}
   */
  record Answer(String place, int status, SdkBytes body) {}

  /** Answers, or returns empty if this call must use the service's HTTP endpoint. */
  Optional<Answer> answer(Call call);
}
