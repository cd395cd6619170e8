package dev.presently.e2e;

import java.util.Optional;

/**
 * One operation of the published contract.
 *
 * @param tag under which the document lists it
 * @param scope absent where it takes no API key
 * @param isForMaster whether it takes the master key
 */
record Operation(
    String name,
    String tag,
    String method,
    String route,
    Optional<String> scope,
    boolean isForMaster) {
  /** The end of the link to its place in the explorer. */
  String docs() {
    return "/docs#/" + tag + "/" + name;
  }

  /** It asks for no key, or judges by itself who is authentic. */
  boolean isOpen() {
    return scope.isEmpty() && !isForMaster;
  }

  /** A key with this scope may call it. */
  boolean isFor(String given) {
    return scope
        .filter(
            needed ->
                given.equals("*")
                    || given.equals(needed)
                    || given.replace(":manage", ":read").equals(needed))
        .isPresent();
  }

  /** Calls it so that nothing comes of it: it speaks of what there is not, and says nothing. */
  Answer call(Api api) {
    return call(api, "nobody");
  }

  /** The same about this session. */
  Answer call(Api api, String session, String... headers) {
    String path =
        route
            .replace("{session}", session)
            .replace("{chatId}", "5511999999999%40s.whatsapp.net")
            .replace(
                "{deliveryId}",
                "dlv_bd497217b88db1f0f38ea6538065c3fb_001768467600000-0000000000000000007")
            .replace("{id}", route.startsWith("/admin") ? "key_" + "0".repeat(32) : "999999999");
    return api.send(
        method, path, method.equals("GET") || method.equals("DELETE") ? "" : "{}", headers);
  }
}
