package dev.presently.adapters.dynamodb;

import dev.presently.adapters.json.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the images of a stream as Lambda hands them over, in DynamoDB's JSON. */
public final class StreamImages {
  private StreamImages() {}

  /** The image's attributes; {@link IllegalArgumentException} for what DynamoDB does not write. */
  public static Map<String, AttributeValue> of(Json.Obj image) {
    return image.fields().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, field -> value(field.getValue())));
  }

  private static AttributeValue value(Json typed) {
    if (!(typed instanceof Json.Obj(var fields)) || fields.size() != 1) {
      throw new IllegalArgumentException("not an attribute of a stream's image");
    }
    Map.Entry<String, Json> only = fields.entrySet().iterator().next();
    return switch (only.getValue()) {
      case Json.Text(var text) when only.getKey().equals("S") -> AttributeValue.fromS(text);
      case Json.Text(var text) when only.getKey().equals("N") -> AttributeValue.fromN(text);
      case Json.Bool(var truth) when only.getKey().equals("BOOL") -> AttributeValue.fromBool(truth);
      case Json.Bool _ when only.getKey().equals("NULL") -> AttributeValue.fromNul(true);
      case Json.Obj inner when only.getKey().equals("M") -> AttributeValue.fromM(of(inner));
      case Json.Arr(var items) when only.getKey().equals("L") ->
          AttributeValue.fromL(items.stream().map(StreamImages::value).toList());
      case Json.Arr(var items) when only.getKey().equals("SS") ->
          AttributeValue.fromSs(texts(items));
      case Json.Arr(var items) when only.getKey().equals("NS") ->
          AttributeValue.fromNs(texts(items));
      default -> throw new IllegalArgumentException("an attribute of the kind " + only.getKey());
    };
  }

  private static List<String> texts(List<Json> items) {
    return items.stream()
        .map(
            item -> {
              if (item instanceof Json.Text(var text)) {
                return text;
              }
              throw new IllegalArgumentException("not a set of texts");
            })
        .toList();
  }
}
