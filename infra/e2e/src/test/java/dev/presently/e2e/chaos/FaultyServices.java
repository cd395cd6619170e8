package dev.presently.e2e.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/**
 * Lets tables and queues fail for the functions of the local runner, once that is asked for. Every
 * AWS client of this module's tests has it (the SDK finds it by a file in the resources).
 */
public final class FaultyServices implements ExecutionInterceptor {
  private enum Kind {
    /** One attempt is throttled, and the SDK's next one succeeds. */
    THROTTLED_ONCE,
    /** All attempts are throttled: the call fails. */
    THROTTLED,
    /** The answer of one attempt is lost: the SDK does the same once more. */
    ANSWER_LOST_ONCE,
    /** All answers are lost: the call fails, and is done. */
    ANSWER_LOST,
    /** The function's thread breaks off before the call. */
    BROKEN_OFF
  }

  private static final Pattern FUNCTION = Pattern.compile("Credential=(\\w+Function)/");
  private static final ExecutionAttribute<Kind> FATE = new ExecutionAttribute<>("Fate");
  private static final ExecutionAttribute<Boolean> MET = new ExecutionAttribute<>("FateMet");

  private static volatile Optional<Tally> injected = Optional.empty();
  private static volatile int oneIn = Integer.MAX_VALUE;

  /** From now on one call in so many fails in some way, and is counted here. */
  static void fail(int oneCallIn, Tally counted) {
    oneIn = oneCallIn;
    injected = Optional.of(counted);
  }

  static void work() {
    injected = Optional.empty();
  }

  private static boolean isDue() {
    return injected.isPresent() && ThreadLocalRandom.current().nextInt(oneIn) == 0;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    if (isDue()) {
      Kind[] kinds = Kind.values();
      attributes.putAttribute(FATE, kinds[ThreadLocalRandom.current().nextInt(kinds.length)]);
    }
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    Kind fate = attributes.getAttribute(FATE);
    if (fate == null || !isFunctions(context)) {
      return;
    }
    switch (fate) {
      case THROTTLED -> throw throttled(context.request(), fate);
      case THROTTLED_ONCE -> {
        if (meets(attributes)) {
          throw throttled(context.request(), fate);
        }
      }
      case BROKEN_OFF -> {
        count(fate, context.request());
        throw new Killed();
      }
      case ANSWER_LOST, ANSWER_LOST_ONCE -> {}
    }
  }

  @Override
  public SdkHttpResponse modifyHttpResponse(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    Kind fate = attributes.getAttribute(FATE);
    boolean lost =
        isFunctions(context)
            && context.httpResponse().isSuccessful()
            && (fate == Kind.ANSWER_LOST || (fate == Kind.ANSWER_LOST_ONCE && meets(attributes)));
    if (lost) {
      count(fate, context.request());
      return context.httpResponse().toBuilder().statusCode(500).build();
    }
    return context.httpResponse();
  }

  /** Some messages of a batch are said to be refused, though they were taken. */
  @Override
  public SdkResponse modifyResponse(
      Context.ModifyResponse context, ExecutionAttributes attributes) {
    if (context.response() instanceof SendMessageBatchResponse answer
        && context.request() instanceof SendMessageBatchRequest
        && answer.hasSuccessful()
        && isDue()) {
      injected.ifPresent(tally -> tally.add("REFUSED_PARTLY SendMessageBatchRequest", 1));
      List<SendMessageBatchResultEntry> taken = new ArrayList<>(answer.successful());
      String refused = taken.removeLast().id();
      return answer.toBuilder()
          .successful(taken)
          .failed(
              BatchResultErrorEntry.builder()
                  .id(refused)
                  .code("InternalError")
                  .senderFault(false)
                  .build())
          .build();
    }
    return context.response();
  }

  private static boolean isFunctions(Context.BeforeTransmission context) {
    return FUNCTION
        .matcher(context.httpRequest().firstMatchingHeader("Authorization").orElse(""))
        .find();
  }

  private static boolean meets(ExecutionAttributes attributes) {
    boolean first = attributes.getAttribute(MET) == null;
    attributes.putAttribute(MET, true);
    return first;
  }

  private static AwsServiceException throttled(SdkRequest request, Kind fate) {
    count(fate, request);
    return AwsServiceException.builder()
        .statusCode(400)
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .errorCode("ThrottlingException")
                .errorMessage("injected")
                .build())
        .message("injected")
        .build();
  }

  private static void count(Kind fate, SdkRequest request) {
    injected.ifPresent(tally -> tally.add(fate + " " + request.getClass().getSimpleName(), 1));
  }
}
