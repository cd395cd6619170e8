package dev.presently.e2e.house;

import static java.util.stream.Collectors.toSet;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.presently.e2e.house.Template.Function;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Refuses a function what template.yaml does not allow it, as IAM would. Every AWS client of this
 * module's tests has it (the SDK finds it by a file in the resources), so all scenarios run under
 * the policies that deploy. In the local runner a function's access key is its name.
 */
public final class PolicyGuard implements ExecutionInterceptor {
  private static final Pattern CALLER = Pattern.compile("Credential=([^/]+)/");
  private static final Map<String, List<Statement>> ALLOWED =
      Template.read().functions().stream()
          .collect(toUnmodifiableMap(Function::logicalName, Function::statements));
  private static final Map<String, Set<Need>> USED = new ConcurrentHashMap<>();
  private static final Queue<String> REFUSED = new ConcurrentLinkedQueue<>();

  /** What a function was seen to need since this JVM began; of partitions up to the first #. */
  static Set<Need> usedBy(String function) {
    return USED.computeIfAbsent(function, _ -> ConcurrentHashMap.newKeySet());
  }

  static Set<Permission> permissionsUsedBy(String function) {
    return usedBy(function).stream().map(Need::permission).collect(toSet());
  }

  static Queue<String> refused() {
    return REFUSED;
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    var caller =
        CALLER.matcher(context.httpRequest().firstMatchingHeader("Authorization").orElse(""));
    if (caller.find() && ALLOWED.containsKey(caller.group(1))) {
      Need.of(context.request()).forEach(need -> check(caller.group(1), need));
    }
  }

  private static void check(String function, Need need) {
    usedBy(function).add(kindOf(need));
    if (ALLOWED.getOrDefault(function, List.of()).stream()
        .noneMatch(statement -> statement.allows(need))) {
      var sentence = "template.yaml does not allow %s %s".formatted(function, need);
      REFUSED.add(sentence);
      // The caller of the API is told 503 and no more.
      System.err.println(sentence);
      throw AwsServiceException.builder()
          .statusCode(400)
          .awsErrorDetails(
              AwsErrorDetails.builder()
                  .errorCode("AccessDeniedException")
                  .errorMessage(sentence)
                  .build())
          .message(sentence)
          .build();
    }
  }

  private static Need kindOf(Need need) {
    return new Need(
        need.permission(),
        need.partitions().stream()
            .map(partition -> partition.replaceAll("#.*", "#"))
            .collect(toSet()));
  }
}
