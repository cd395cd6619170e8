package dev.presently.adapters.http;

import dev.presently.core.DependencyFailed;
import dev.presently.core.delivery.Outcome.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells how an exchange failed. What is not the receiver's doing is thrown. */
final class AttemptFailure {
  private AttemptFailure() {}

  static Kind kind(@Nullable Throwable fault) {
    return switch (fault) {
      case ConnectionRequestTimeoutException e ->
          throw new DependencyFailed("no connection was free", e);
      case PublicHostChecker.Refused _ -> Kind.REFUSED_ADDRESS;
      case UnknownHostException _ -> Kind.DNS;
      case InterruptedIOException _ -> Kind.TIMEOUT;
      case SSLException _ -> Kind.TLS;
      case IOException _ -> Kind.CONNECTION;
      case null, default -> throw new IllegalStateException("an attempt broke off", fault);
    };
  }
}
