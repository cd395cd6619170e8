package dev.presently.adapters.dynamodb;

import dev.presently.core.client.ClientAction;
import dev.presently.core.client.ClientRules;
import dev.presently.core.client.ClientRulesStore;
import dev.presently.core.client.WebOrigin;
import dev.presently.core.session.Secret;
import dev.presently.core.session.SessionName;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Keeps one item per session in the Registry table, which has the sessions too.
 *
 * <pre>
 * pk             CLIENTRULES#session
 * sk             CLIENTRULES
 * actions        list of words
 * origins        list of texts
 * ratePerMinute  number; 0 means no limit
 * maxDaily       number; 0 means no limit
 * enabled
 * tokenKey       32 random bytes in base64url, which sign the session's client tokens
 * </pre>
 */
public final class DynamoDbClientRulesStore implements ClientRulesStore {
  private final Table table;

  public DynamoDbClientRulesStore(DynamoDbClient client, String table) {
    this.table = new Table(client, table);
  }

  @Override
  public Optional<ClientRules> find(SessionName session) {
    return table
        .get(key(session))
        .map(
            item ->
                new ClientRules(
                    session,
                    item.words("actions", ClientAction.class).stream().collect(Collectors.toSet()),
                    item.texts("origins").stream().map(WebOrigin::new).collect(Collectors.toSet()),
                    Math.toIntExact(item.number("ratePerMinute")),
                    Math.toIntExact(item.number("maxDaily")),
                    item.truth("enabled"),
                    new Secret(item.required("tokenKey"))));
  }

  @Override
  public boolean add(ClientRules rules) {
    return table
        .transaction()
        .putUnlessHas(ItemKey.PK, item(rules))
        .ifExists(SessionItems.key(rules.session()))
        .write()
        .isEmpty();
  }

  @Override
  public boolean replace(ClientRules rules, Secret tokenKey) {
    return table.put(
        item(rules), "tokenKey = :tokenKey", Item.nested().text(":tokenKey", tokenKey.value()));
  }

  private static Item item(ClientRules rules) {
    return Item.at(key(rules.session()))
        .texts("actions", rules.actions().stream().map(ClientAction::word).sorted().toList())
        .texts("origins", rules.origins().stream().map(WebOrigin::value).sorted().toList())
        .number("ratePerMinute", rules.ratePerMinute())
        .number("maxDaily", rules.maxDaily())
        .truth("enabled", rules.isEnabled())
        .text("tokenKey", rules.tokenKey().value());
  }

  @Override
  public void remove(SessionName session) {
    table.delete(key(session));
  }

  private static ItemKey key(SessionName session) {
    return new ItemKey("CLIENTRULES#" + session, "CLIENTRULES");
  }
}
