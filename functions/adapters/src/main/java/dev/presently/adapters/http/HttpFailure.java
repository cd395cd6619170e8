package dev.presently.adapters.http;

import dev.presently.core.DependencyFailed;
import dev.presently.core.delivery.Outcome;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;

/** Why there is no complete response. The reason is for people and holds no address. */
enum HttpFailure {
  REFUSED_ADDRESS(Outcome.Kind.REFUSED_ADDRESS, "the address is private"),
  UNKNOWN_HOST(Outcome.Kind.DNS, "the host name has no address"),
  NO_CONNECTION_IN_TIME(Outcome.Kind.TIMEOUT, "no connection in time"),
  NO_ANSWER_IN_TIME(Outcome.Kind.TIMEOUT, "no answer in time"),
  CERTIFICATE_OF_ANOTHER_HOST(Outcome.Kind.TLS, "the certificate is not valid for this host"),
  CERTIFICATE_EXPIRED(Outcome.Kind.TLS, "the certificate has expired or is not valid yet"),
  CERTIFICATE_UNTRUSTED(Outcome.Kind.TLS, "the certificate is not from a trusted authority"),
  NO_TLS(Outcome.Kind.TLS, "TLS failed; does this port serve https?"),
  CONNECTION_REFUSED(Outcome.Kind.CONNECTION, "connection refused"),
  NO_ROUTE(Outcome.Kind.CONNECTION, "no route to the host"),
  NO_ANSWER(Outcome.Kind.CONNECTION, "the connection was closed without a complete answer"),
  NO_HTTP(Outcome.Kind.CONNECTION, "the answer is not HTTP"),
  LARGE_HEADERS(
      Outcome.Kind.CONNECTION,
      "a header line is longer than 16 KiB, or there are more than 200 headers"),
  BROKEN(Outcome.Kind.CONNECTION, "the connection broke off");

  private final Outcome.Kind kind;
  private final String reason;

  HttpFailure(Outcome.Kind kind, String reason) {
    this.kind = kind;
    this.reason = reason;
  }

  Outcome.Kind kind() {
    return kind;
  }

  /** The longest times for a connect and for all belong to the sentence about one of them. */
  String reason(Duration connect, Duration deadline) {
    return switch (this) {
      case NO_CONNECTION_IN_TIME -> "no connection within " + text(connect);
      case NO_ANSWER_IN_TIME -> "no answer within " + text(deadline);
      default -> reason;
    };
  }

  private static String text(Duration duration) {
    return duration.toMillisPart() == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
  }

  /** The other side's failure; a fault of ours is thrown. */
  static HttpFailure of(@Nullable Throwable fault) {
    return switch (fault) {
      case ConnectionRequestTimeoutException e ->
          throw new DependencyFailed("no connection was free", e);
      case PublicHostChecker.Refused _ -> REFUSED_ADDRESS;
      case UnknownHostException _ -> UNKNOWN_HOST;
      case ConnectTimeoutException _ -> NO_CONNECTION_IN_TIME;
      case InterruptedIOException _ -> NO_ANSWER_IN_TIME;
      case SSLException e -> ofTls(e);
      case NoRouteToHostException _ -> NO_ROUTE;
      case ConnectException _ -> CONNECTION_REFUSED;
      case NoHttpResponseException _ -> NO_ANSWER;
      case ConnectionClosedException _ -> NO_ANSWER;
      case StatusParser.LargeHeaders _ -> LARGE_HEADERS;
      case MessageConstraintException _ -> NO_HTTP;
      case ClientProtocolException _ -> NO_HTTP;
      case IOException _ -> BROKEN;
      case null, default -> throw new IllegalStateException("an attempt broke off", fault);
    };
  }

  private static HttpFailure ofTls(SSLException fault) {
    if (fault instanceof SSLPeerUnverifiedException) {
      return CERTIFICATE_OF_ANOTHER_HOST;
    }
    if (cause(fault, HttpFailure::isOfTime).isPresent()) {
      return CERTIFICATE_EXPIRED;
    }
    // The platform refuses another name with this class itself, all else with classes of it.
    if (cause(fault, e -> e.getClass() == CertificateException.class).isPresent()) {
      return CERTIFICATE_OF_ANOTHER_HOST;
    }
    return cause(fault, CertificateException.class::isInstance).isPresent()
        ? CERTIFICATE_UNTRUSTED
        : NO_TLS;
  }

  private static boolean isOfTime(Throwable fault) {
    return fault instanceof CertificateExpiredException
        || fault instanceof CertificateNotYetValidException
        || (fault instanceof CertPathValidatorException path
            && (path.getReason() == BasicReason.EXPIRED
                || path.getReason() == BasicReason.NOT_YET_VALID));
  }

  private static Optional<Throwable> cause(Throwable fault, Predicate<Throwable> wanted) {
    return Stream.iterate(fault, e -> e != null, Throwable::getCause).filter(wanted).findFirst();
  }
}
