// The C++ peer: see ../README.md.

#include <unistd.h>

#include <csignal>
#include <iostream>
#include <memory>
#include <string>

#include <thrift/processor/TMultiplexedProcessor.h>
#include <thrift/protocol/TBinaryProtocol.h>
#include <thrift/protocol/TCompactProtocol.h>
#include <thrift/protocol/THeaderProtocol.h>
#include <thrift/protocol/TJSONProtocol.h>
#include <thrift/protocol/TMultiplexedProtocol.h>
#include <thrift/server/TThreadedServer.h>
#include <thrift/transport/TBufferTransports.h>
#include <thrift/transport/THttpClient.h>
#include <thrift/transport/THttpServer.h>
#include <thrift/transport/TSSLServerSocket.h>
#include <thrift/transport/TSSLSocket.h>
#include <thrift/transport/TServerSocket.h>
#include <thrift/transport/TSocket.h>
#include <thrift/transport/TZlibTransport.h>

#include "checks.h"
#include "handler.h"
#include "options.h"

using namespace apache::thrift;
using namespace apache::thrift::protocol;
using namespace apache::thrift::transport;
using std::make_shared;
using std::shared_ptr;

const char SERVICE[] = "Conformance";
const int TIMEOUT_MS = 30000;

// That of the library has Binary inside.
struct HeadersWithCompact : TProtocolFactory {
  shared_ptr<TProtocol> getProtocol(shared_ptr<TTransport> transport) override {
    return make_shared<THeaderProtocol>(transport, T_COMPACT_PROTOCOL);
  }
};

shared_ptr<TProtocolFactory> header_factory(const Options& options) {
  if (options.inside == "binary") return make_shared<THeaderProtocolFactory>();
  if (options.inside == "compact") return make_shared<HeadersWithCompact>();
  usage("no headers with " + options.inside);
}

shared_ptr<TProtocolFactory> protocol_factory(const Options& options) {
  if (options.protocol == "binary") return make_shared<TBinaryProtocolFactory>();
  if (options.protocol == "compact") return make_shared<TCompactProtocolFactory>();
  if (options.protocol == "json") return make_shared<TJSONProtocolFactory>();
  // Not over zlib: messages with headers are not to be compressed in this version.
  if (options.protocol == "header" && options.transport != "zlib") return header_factory(options);
  usage("no protocol " + options.protocol + " over " + options.transport);
}

shared_ptr<TTransportFactory> server_transport_factory(const Options& options) {
  if (options.transport == "buffered") return make_shared<TBufferedTransportFactory>();
  if (options.transport == "framed") return make_shared<TFramedTransportFactory>();
  if (options.transport == "zlib") return make_shared<TZlibTransportFactory>();
  if (options.transport == "http") return make_shared<THttpServerTransportFactory>();
  usage("no transport " + options.transport);
}

shared_ptr<TTransport> client_transport(const Options& options, shared_ptr<TTransport> socket) {
  if (options.transport == "buffered") return make_shared<TBufferedTransport>(socket);
  if (options.transport == "framed") return make_shared<TFramedTransport>(socket);
  if (options.transport == "zlib") return make_shared<TZlibTransport>(socket);
  if (options.transport == "http") return make_shared<THttpClient>(socket, "localhost", "/service");
  usage("no transport " + options.transport);
}

shared_ptr<TServerSocket> server_socket(const Options& options) {
  if (!options.unix_path.empty()) return make_shared<TServerSocket>(options.unix_path);
  if (!options.ssl) return make_shared<TServerSocket>("127.0.0.1", options.port);
  auto factory = make_shared<TSSLSocketFactory>();
  factory->loadCertificate((options.keys + "/server.crt").c_str());
  factory->loadPrivateKey((options.keys + "/server.key").c_str());
  factory->authenticate(false);
  return make_shared<TSSLServerSocket>("127.0.0.1", options.port, factory);
}

shared_ptr<TSocket> client_socket(const Options& options) {
  if (!options.unix_path.empty()) return make_shared<TSocket>(options.unix_path);
  if (!options.ssl) return make_shared<TSocket>("localhost", options.port);
  // OpenSSL is shut down with the last factory.
  static auto factory = make_shared<TSSLSocketFactory>();
  factory->loadTrustedCertificates((options.keys + "/server.crt").c_str());
  factory->authenticate(true);
  return factory->createSocket("localhost", options.port);
}

void serve(const Options& options) {
  shared_ptr<TProcessor> processor =
      make_shared<conformance::ConformanceProcessor>(make_shared<conformance::Handler>());
  if (options.multiplex) {
    auto multiplexed = make_shared<TMultiplexedProcessor>();
    multiplexed->registerProcessor(SERVICE, processor);
    processor = multiplexed;
  }
  server::TThreadedServer server(processor, server_socket(options),
                                 server_transport_factory(options), protocol_factory(options));
  server.serve();
}

void check(const Options& options) {
  shared_ptr<TSocket> socket = client_socket(options);
  socket->setRecvTimeout(TIMEOUT_MS);
  shared_ptr<TTransport> transport = client_transport(options, socket);
  shared_ptr<TProtocol> protocol = protocol_factory(options)->getProtocol(transport);
  if (options.multiplex) protocol = make_shared<TMultiplexedProtocol>(protocol, SERVICE);
  transport->open();

  conformance::Clients clients(protocol);
  for (const auto& [name, function] : conformance::checks) {
    if (options.without.count(name)) continue;
    try {
      function(clients);
    } catch (const std::exception& error) {
      throw std::runtime_error(name + ": " + error.what());
    }
    std::cout << "ok " << name << std::endl;
  }
  transport->close();
}

int main(int argc, char** argv) {
  Options options = parse_options(argc, argv);
  std::signal(SIGPIPE, SIG_IGN);
  try {
    options.server ? serve(options) : check(options);
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
