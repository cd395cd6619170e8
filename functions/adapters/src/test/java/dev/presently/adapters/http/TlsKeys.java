package dev.presently.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;

/** A server's key with a certificate for one host, and the authority that signed it. */
record TlsKeys(KeyStore server, Certificate authority) {
  private static final String PASSWORD = "changeit";

  /** The certificate is valid for one day, which begins as keytool's {@code -startdate} says. */
  static TlsKeys of(String host, String begin, Path directory)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = directory.resolve("keys.p12");
    keytool(file, "-alias authority -dname CN=authority -ext bc:c");
    keytool(
        file,
        ("-alias server -dname CN=%s -ext san=dns:%s -signer authority -startdate %s -validity 1")
            .formatted(host, host, begin));
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    Certificate authority = store.getCertificate("authority");
    store.deleteEntry("authority");
    return new TlsKeys(store, authority);
  }

  SSLContext serverContext() throws GeneralSecurityException {
    return SSLContexts.custom().loadKeyMaterial(server, PASSWORD.toCharArray()).build();
  }

  /** For a client that trusts this authority alone. */
  SSLContext clientContext() throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("authority", authority);
    return SSLContexts.custom().loadTrustMaterial(trusted, null).build();
  }

  /** The JDK's tool; the JDK has no public class that makes certificates. */
  private static void keytool(Path file, String options) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString()));
    command.addAll(List.of(options.split(" ")));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(output).isZero();
  }
}
