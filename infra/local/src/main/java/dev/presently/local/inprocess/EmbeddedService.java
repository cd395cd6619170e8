package dev.presently.local.inprocess;

import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;

/** A service of this JVM that answers AWS's JSON protocols without a socket. */
public interface EmbeddedService {
  /**
   * One request.
   *
   * @param caller the access key id of its signature
   * @param operation the API's name of it, for example {@code GetItem}
   */
  record Call(String caller, String operation, SdkBytes body) {}

  /**
   * Its answer.
   *
   * @param place the table or queue; several are joined by {@code +}
   */
  record Answer(String place, int status, SdkBytes body) {}

  /** Answers, or returns empty if this call must use the service's HTTP endpoint. */
  Optional<Answer> answer(Call call);
}
