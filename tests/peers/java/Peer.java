import conformance.Conformance;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import org.apache.thrift.TMultiplexedProcessor;
import org.apache.thrift.TProcessor;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TCompactProtocol;
import org.apache.thrift.protocol.TJSONProtocol;
import org.apache.thrift.protocol.TMultiplexedProtocol;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TProtocolFactory;
import org.apache.thrift.server.TServer;
import org.apache.thrift.server.TThreadPoolServer;
import org.apache.thrift.transport.THttpClient;
import org.apache.thrift.transport.TServerSocket;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportFactory;
import org.apache.thrift.transport.TZlibTransport;
import org.apache.thrift.transport.layered.TFramedTransport;

/** The Java peer: see ../README.md. */
public final class Peer {
  private static final String SERVICE = "Conformance";
  private static final int TIMEOUT_MS = 30_000;

  private final Options options;

  private Peer(Options options) {
    this.options = options;
  }

  public static void main(String[] arguments) {
    Options options = new Options(arguments);
    Peer peer = new Peer(options);
    try {
      if (options.server) {
        peer.serve();
      } else {
        peer.check();
      }
    } catch (Exception | AssertionError problem) {
      System.err.println(problem);
      System.exit(1);
    }
  }

  private TProtocolFactory protocolFactory() {
    return switch (options.protocol) {
      case "binary" -> new TBinaryProtocol.Factory();
      case "compact" -> new TCompactProtocol.Factory();
      case "json" -> new TJSONProtocol.Factory();
      default -> throw Options.usage("no protocol " + options.protocol);
    };
  }

  /** Wraps sockets, which have buffers. */
  private TTransportFactory transportFactory() {
    return switch (options.transport) {
      case "buffered" -> new TTransportFactory();
      case "framed" -> new TFramedTransport.Factory();
      case "zlib" -> new TZlibTransport.Factory();
      // The library has a servlet, but no server to run it.
      case "http" -> throw Options.usage("no server over HTTP");
      default -> throw Options.usage("no transport " + options.transport);
    };
  }

  private void serve() throws Exception {
    TTransportFactory transports = transportFactory();
    TProtocolFactory protocols = protocolFactory();
    TProcessor processor = new Conformance.Processor<>(new Handler());
    if (options.multiplex) {
      TMultiplexedProcessor multiplexed = new TMultiplexedProcessor();
      multiplexed.registerProcessor(SERVICE, processor);
      processor = multiplexed;
    }
    TThreadPoolServer.Args settings =
        new TThreadPoolServer.Args(new TServerSocket(serverSocket()))
            .processor(processor)
            .transportFactory(transports)
            .protocolFactory(protocols);
    TServer server = new TThreadPoolServer(settings);
    server.serve();
  }

  private ServerSocket serverSocket() throws Exception {
    ServerSocket socket =
        options.ssl
            ? Tls.server(Path.of(options.keys)).getServerSocketFactory().createServerSocket()
            : new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port));
    return socket;
  }

  private void check() throws Exception {
    TProtocolFactory protocols = protocolFactory();
    TTransport transport = clientTransport();
    // Sockets with TLS are connected already.
    if (!transport.isOpen()) {
      transport.open();
    }
    TProtocol protocol = protocols.getProtocol(transport);
    if (options.multiplex) {
      protocol = new TMultiplexedProtocol(protocol, SERVICE);
    }
    for (Map.Entry<String, Checks.Check> check : new Checks(protocol).all().entrySet()) {
      if (options.without.contains(check.getKey())) {
        continue;
      }
      try {
        check.getValue().run();
      } catch (Exception | AssertionError problem) {
        throw new AssertionError(check.getKey() + ": " + problem, problem);
      }
      System.out.println("ok " + check.getKey());
    }
    transport.close();
  }

  private TTransport clientTransport() throws Exception {
    SSLContext tls = options.ssl ? Tls.client(Path.of(options.keys)) : null;
    if (options.transport.equals("http")) {
      return httpClient(tls);
    }
    TTransportFactory factory = transportFactory();
    TSocket socket =
        tls == null
            ? new TSocket("localhost", options.port, TIMEOUT_MS)
            : new TSocket(tls.getSocketFactory().createSocket("localhost", options.port));
    socket.setTimeout(TIMEOUT_MS);
    return factory.getTransport(socket);
  }

  private TTransport httpClient(SSLContext tls) throws Exception {
    if (tls != null) {
      HttpsURLConnection.setDefaultSSLSocketFactory(tls.getSocketFactory());
    }
    String scheme = tls == null ? "http" : "https";
    THttpClient client = new THttpClient(scheme + "://localhost:" + options.port + "/service");
    client.setReadTimeout(TIMEOUT_MS);
    return client;
  }
}
