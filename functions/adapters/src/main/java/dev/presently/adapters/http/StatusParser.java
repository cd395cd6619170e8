package dev.presently.adapters.http;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.impl.io.LenientHttpResponseParser;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultClassicHttpResponseFactory;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicLineParser;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * Reads a response's head so that nothing in its headers undoes the status: a header line that
 * cannot be read is skipped, and headers that are too large leave the status known.
 */
final class StatusParser extends LenientHttpResponseParser {
  /** The headers are too large to be read; the response has this status. */
  static final class LargeHeaders extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    private LargeHeaders(int status, MessageConstraintException cause) {
      super(cause);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  private static final class SkippingLineParser extends BasicLineParser {
    @Override
    public Header parseHeader(CharArrayBuffer line) {
      try {
        return super.parseHeader(line);
      } catch (ParseException e) {
        return new BasicHeader("unreadable", "");
      }
    }
  }

  private int status;

  StatusParser(Http1Config limits) {
    super(new SkippingLineParser(), DefaultClassicHttpResponseFactory.INSTANCE, limits);
  }

  @Override
  protected ClassicHttpResponse createMessage(CharArrayBuffer line) throws IOException {
    ClassicHttpResponse response = super.createMessage(line);
    status = response == null ? 0 : response.getCode();
    return response;
  }

  @Override
  public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in)
      throws IOException, HttpException {
    status = 0;
    try {
      return super.parse(buffer, in);
    } catch (MessageConstraintException e) {
      throw status < 200 ? e : new LargeHeaders(status, e);
    }
  }
}
