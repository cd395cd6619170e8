package dev.presently.relay;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.Date;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.PropertyNamingStrategy;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMethod;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Writes a stream record in the JSON that Lambda passes to RelayChanges: in a list named {@code
 * Records} it can be relayed again. Lambda's own serializer is part of its runtime and not deployed
 * with a function.
 */
final class StreamRecordJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .propertyNamingStrategy(new DynamoDbNames())
          .addModule(new SimpleModule().addSerializer(Date.class, new EpochSeconds()))
          .build();

  private StreamRecordJson() {}

  static String write(DynamodbStreamRecord record) {
    return MAPPER.writeValueAsString(record);
  }

  /** DynamoDB's own fields begin with a capital letter, the fields around them do not. */
  private static final class DynamoDbNames extends PropertyNamingStrategy {
    private static final long serialVersionUID = 1;

    @Override
    public String nameForGetterMethod(MapperConfig<?> config, AnnotatedMethod getter, String name) {
      Class<?> type = getter.getDeclaringClass();
      return type == AttributeValue.class || type == StreamRecord.class
          ? getter.getName().substring("get".length())
          : name;
    }
  }

  private static final class EpochSeconds extends ValueSerializer<Date> {
    @Override
    public void serialize(Date date, JsonGenerator out, SerializationContext context) {
      out.writeNumber(BigDecimal.valueOf(date.toInstant().toEpochMilli(), 3));
    }
  }
}
