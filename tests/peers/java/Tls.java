import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The keys of all peers, from PEM files: Thrift's own way wants key stores. */
final class Tls {
  private static final char[] NO_PASSWORD = {};

  private Tls() {}

  /** Shows the certificate of the folder, with its key, to those that connect. */
  static SSLContext server(Path keys) throws GeneralSecurityException, IOException {
    Certificate certificate = certificate(keys);
    String algorithm = certificate.getPublicKey().getAlgorithm();
    KeyStore store = emptyStore();
    Certificate[] chain = {certificate};
    store.setKeyEntry("server", privateKey(keys, algorithm), NO_PASSWORD, chain);
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, NO_PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** Trusts the certificate of the folder. */
  static SSLContext client(Path keys) throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    store.setCertificateEntry("server", certificate(keys));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static Certificate certificate(Path keys) throws GeneralSecurityException, IOException {
    try (InputStream pem = Files.newInputStream(keys.resolve("server.crt"))) {
      return CertificateFactory.getInstance("X.509").generateCertificate(pem);
    }
  }

  private static PrivateKey privateKey(Path keys, String algorithm)
      throws GeneralSecurityException, IOException {
    String pem = Files.readString(keys.resolve("server.key"));
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
  }
}
