package dev.presently.local;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a request as API Gateway does: a literal segment precedes a parameter, and one
 * slash at the end of a path is left out of account.
 */
final class RouteTable {
  /** A route with the values of its path parameters, still percent-encoded. */
  record Match(Route route, Map<String, String> parameters) {}

  private static final class Node {
    final Map<String, Node> literals = new HashMap<>();
    final Map<String, Route> methods = new HashMap<>();
    @Nullable Node parameter;
  }

  private final Node root = new Node();

  RouteTable(Stream<Route> routes) {
    routes.forEach(this::add);
  }

  private void add(Route route) {
    var node = root;
    for (var segment : segments(route.path())) {
      if (segment.endsWith("+}")) {
        throw new CannotStart("The local runner does not know greedy paths: " + route.path() + ".");
      }
      if (!isParameter(segment)) {
        node = node.literals.computeIfAbsent(segment, name -> new Node());
      } else {
        var next = node.parameter == null ? new Node() : node.parameter;
        node.parameter = next;
        node = next;
      }
    }
    if (node.methods.put(route.method(), route) != null) {
      throw new CannotStart(
          "The template routes %s %s twice.".formatted(route.method(), route.path()));
    }
  }

  Optional<Match> find(String method, String rawPath) {
    var values = segments(rawPath);
    return node(values)
        .map(node -> node.methods.getOrDefault(method, node.methods.get("ANY")))
        .map(found -> new Match(found, parameters(found, values)));
  }

  /** Whether there is a route for any method of this path. */
  boolean hasPath(String rawPath) {
    return node(segments(rawPath)).filter(node -> !node.methods.isEmpty()).isPresent();
  }

  private Optional<Node> node(String[] values) {
    var node = root;
    for (var value : values) {
      var literal = node.literals.get(value);
      var next = literal == null && !value.isEmpty() ? node.parameter : literal;
      if (next == null) {
        return Optional.empty();
      }
      node = next;
    }
    return Optional.of(node);
  }

  private static Map<String, String> parameters(Route route, String[] values) {
    var parameters = new LinkedHashMap<String, String>();
    var names = segments(route.path());
    for (var i = 0; i < names.length; i++) {
      if (isParameter(names[i])) {
        parameters.put(names[i].substring(1, names[i].length() - 1), values[i]);
      }
    }
    return parameters;
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  private static String[] segments(String path) {
    return (path.endsWith("/") ? path.substring(0, path.length() - 1) : path).split("/", -1);
  }
}
