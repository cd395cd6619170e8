package dev.presently.local.inprocess;

import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpService;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * Makes clients that hand requests for {@link EmbeddedServices} over in this JVM, and send all
 * others. What an answer promises is the same on both ways.
 */
public final class InProcessHttpService implements SdkHttpService {
  /** Lets the AWS SDK use this for all clients that name no HTTP client of their own. */
  public static void use() {
    System.setProperty(
        SdkSystemSetting.SYNC_HTTP_SERVICE_IMPL.property(), InProcessHttpService.class.getName());
  }

  @Override
  public SdkHttpClient.Builder<?> createHttpClientBuilder() {
    return new Builder();
  }

  private static final class Builder implements SdkHttpClient.Builder<Builder> {
    @Override
    public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
      return new InProcessHttpClient(UrlConnectionHttpClient.builder().buildWithDefaults(defaults));
    }
  }
}
