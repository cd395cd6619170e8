package dev.presently.local;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * What API Gateway reads of a request before its body.
 *
 * @param path as sent, with its percent signs
 * @param headers by a name in any case
 */
record GatewayRequest(
    String method,
    String path,
    @Nullable String query,
    Map<String, List<String>> headers,
    String protocol,
    String sourceIp) {
  static GatewayRequest of(Request request) {
    var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    request
        .getHeaders()
        .getFieldNamesCollection()
        .forEach(name -> headers.put(name, request.getHeaders().getValuesList(name)));
    return new GatewayRequest(
        request.getMethod(),
        request.getHttpURI().getPath(),
        request.getHttpURI().getQuery(),
        headers,
        request.getConnectionMetaData().getProtocol(),
        Request.getRemoteAddr(request));
  }

  /** The last one of several. */
  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).map(List::getLast);
  }
}
