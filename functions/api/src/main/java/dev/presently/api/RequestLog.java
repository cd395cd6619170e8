package dev.presently.api;

import dev.presently.adapters.log.Log;
import dev.presently.core.DependencyFailed;
import dev.presently.core.command.CommandResult;
import dev.presently.core.privacy.ContactHash;
import dev.presently.core.privacy.EraseContactData.Forgotten;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Says one line about each request and one about each fault; never who or what was asked for, but
 * for who was erased, by a hash.
 */
public final class RequestLog {
  private final Log log;

  public RequestLog(Log log) {
    this.log = log;
  }

  void answered(String operation, String requestId, ApiResponse response, long nanoseconds) {
    log.info(
        "answered",
        line -> {
          line.text("operation", operation)
              .text("requestId", requestId)
              .number("status", response.status());
          if (response instanceof ApiResponse.Problem problem) {
            line.text("code", problem.code());
          }
          line.number("ms", TimeUnit.NANOSECONDS.toMillis(nanoseconds));
        });
  }

  /** Something beside the operation failed, and the request went on without it. */
  void wentWithout(String what, ApiRequest request, DependencyFailed fault) {
    log.warn(
        "went without " + what,
        line -> {
          line.text("requestId", request.id()).text("fault", fault.getClass().getName());
          line.text(
              "cause", Optional.ofNullable(fault.getCause()).map(c -> c.getClass().getName()));
        });
  }

  /** A repetition of this request will be done again. */
  void tooLargeToKeep(ApiRequest request) {
    log.warn("an answer is too large to be kept", line -> line.text("requestId", request.id()));
  }

  /** So much was held about a contact, and is gone. */
  public void erased(ApiRequest request, ContactHash contact, Forgotten what) {
    log.info(
        "erased",
        line ->
            line.text("requestId", request.id())
                .text("contact", contact.value())
                .number("records", what.records())
                .number("deliveries", what.deliveries()));
  }

  /** A command that somebody did not wait for. */
  public void carriedOut(String operation, CommandResult result, long nanoseconds) {
    log.info(
        "carried out",
        line ->
            line.text("operation", operation)
                .text("correlationId", result.id().value())
                .truth("success", result.success())
                .number("ms", TimeUnit.NANOSECONDS.toMillis(nanoseconds)));
  }

  public void failed(String operation, String requestId, Throwable fault) {
    log.error(
        "failed", fault, line -> line.text("operation", operation).text("requestId", requestId));
  }
}
