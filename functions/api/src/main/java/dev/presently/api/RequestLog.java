package dev.presently.api;

import dev.presently.adapters.json.QuotedText;
import dev.presently.adapters.json.StrictJson;
import dev.presently.adapters.log.Log;
import dev.presently.core.DependencyFailed;
import dev.presently.core.InvalidValue;
import dev.presently.core.command.CommandResult;
import dev.presently.core.privacy.ContactHash;
import dev.presently.core.privacy.EraseContactData.Erased;
import dev.presently.core.session.EngineType;
import java.util.concurrent.TimeUnit;

/**
 * Logs one line per request and one per fault, without names and addresses; an erased contact
 * appears as a hash.
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
          line.put("operation", operation)
              .put("requestId", requestId)
              .put("status", response.status());
          if (response instanceof ApiResponse.Problem problem) {
            line.put("code", problem.code());
          }
          line.put("ms", TimeUnit.NANOSECONDS.toMillis(nanoseconds));
        });
  }

  /** A dependency beside the operation failed; the request went on without it. */
  void wentWithout(String what, ApiRequest request, DependencyFailed fault) {
    log.warn(
        "went without " + what,
        line -> {
          StrictJson.putIfPresent(line, "requestId", request.id())
              .put("fault", fault.getClass().getName());
          if (fault.getCause() != null) {
            line.put("cause", fault.getCause().getClass().getName());
          }
        });
  }

  /** A repetition of this request will run the operation again. */
  void tooLargeToKeep(ApiRequest request) {
    log.warn(
        "an answer is too large to be kept",
        line -> StrictJson.putIfPresent(line, "requestId", request.id()));
  }

  /** Data of a contact was erased. */
  public void erased(ApiRequest request, ContactHash contact, Erased erased) {
    log.info(
        "erased",
        line ->
            StrictJson.putIfPresent(line, "requestId", request.id())
                .put("contact", contact.value())
                .put("records", erased.records())
                .put("deliveries", erased.deliveries()));
  }

  /** A queued command was executed. */
  public void executed(String operation, CommandResult result, long nanoseconds) {
    log.info(
        "carried out",
        line ->
            line.put("operation", operation)
                .put("correlationId", result.id().value())
                .put("success", result.success())
                .put("ms", TimeUnit.NANOSECONDS.toMillis(nanoseconds)));
  }

  /** Sessions were found for which something is due. */
  public void due(int sessions) {
    log.info("due", line -> line.put("sessions", sessions));
  }

  /** Something was done for a session with a remote engine; {@code asked} counts its contacts. */
  public void tended(String result, int asked, long nanoseconds) {
    log.info(
        "tended",
        line ->
            line.put("result", result)
                .put("asked", asked)
                .put("ms", TimeUnit.NANOSECONDS.toMillis(nanoseconds)));
  }

  /** An engine's word for its status that is not known; it changed nothing. */
  public void unknownStatus(EngineType engine, String word) {
    log.warn(
        "unknown status",
        line -> line.put("engine", engine.word()).put("word", QuotedText.of(word)));
  }

  /** A message of an engine's queue was applied to its sessions, of which there may be none. */
  public void received(String operation, String id, int accepted, int ignored) {
    log.info(
        "received",
        line ->
            line.put("operation", operation)
                .put("requestId", id)
                .put("accepted", accepted)
                .put("ignored", ignored));
  }

  /** A message is of no session that is known; it was set aside. */
  public void ofNoSession(String operation, String id) {
    log.info("of no session", line -> line.put("operation", operation).put("requestId", id));
  }

  /** A message cannot be read, now or later; it was set aside. */
  public void unreadable(String operation, String id, InvalidValue why) {
    log.warn(
        "set aside",
        line -> line.put("operation", operation).put("requestId", id).put("code", why.code()));
  }

  /** The snapshot is taken anyway; the first request after a restore takes longer. */
  public void notPrimed(Throwable fault) {
    log.error("not primed", fault, _ -> {});
  }

  public void failed(String operation, String requestId, Throwable fault) {
    log.error(
        "failed", fault, line -> line.put("operation", operation).put("requestId", requestId));
  }
}
