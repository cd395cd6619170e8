package dev.presently.e2e;

import java.util.Collection;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Lets calls of some functions to tables and queues fail with a message that quotes the whole
 * request, items and all: the worst that a service could say. Every AWS client of this module's
 * tests has it (the SDK finds it by a file in the resources).
 */
public final class QuotingServices implements ExecutionInterceptor {
  private static final Pattern CALLER = Pattern.compile("Credential=([^/]+)/");
  private static final Queue<String> QUOTED = new ConcurrentLinkedQueue<>();

  private static final Pattern WRITE =
      Pattern.compile("(Put|Update|Delete|Transact|Send)\\w+Request");

  private static volatile Set<String> failing = Set.of();
  private static volatile boolean readsToo;

  /** From now on these functions can neither read nor write. */
  static void failFor(String... functions) {
    readsToo = true;
    failing = Set.of(functions);
  }

  /**
   * From now on these functions cannot write what they were given, and what they count they can.
   */
  static void failToWriteFor(String... functions) {
    readsToo = false;
    failing = Set.of(functions);
  }

  static void work() {
    failing = Set.of();
  }

  /** The messages so far. */
  static Collection<String> quoted() {
    return QUOTED;
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    if (failing.isEmpty()) {
      return;
    }
    Matcher caller =
        CALLER.matcher(context.httpRequest().firstMatchingHeader("Authorization").orElse(""));
    String request = context.request().toString();
    if (caller.find()
        && failing.contains(caller.group(1))
        && (readsToo || WRITE.matcher(request).lookingAt() && !request.contains("UsageTable"))) {
      String sentence = "not accepted: " + request;
      QUOTED.add(sentence);
      throw AwsServiceException.builder()
          .statusCode(400)
          .awsErrorDetails(
              AwsErrorDetails.builder()
                  .errorCode("ValidationException")
                  .errorMessage(sentence)
                  .build())
          .message(sentence)
          .build();
    }
  }
}
