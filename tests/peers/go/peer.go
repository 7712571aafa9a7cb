// The Go peer: see ../README.md.
package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"os"
	"time"

	"conformance"
	"github.com/apache/thrift/lib/go/thrift"
)

const (
	service = "Conformance"
	timeout = 30 * time.Second
)

func main() {
	o := parseOptions(os.Args[1:])
	run := check
	if o.server {
		run = serve
	}
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// configuration is one for all: layers hand theirs to the layers below.
var configuration = &thrift.TConfiguration{ConnectTimeout: timeout, SocketTimeout: timeout}

func (o options) protocolFactory() thrift.TProtocolFactory {
	switch o.protocol {
	case "binary":
		return thrift.NewTBinaryProtocolFactoryConf(configuration)
	case "compact":
		return thrift.NewTCompactProtocolFactoryConf(configuration)
	case "json":
		return thrift.NewTJSONProtocolFactory()
	case "header":
		configuration.THeaderProtocolID = thrift.THeaderProtocolIDPtrMust(o.insideHeaders())
		return headerFactory{compressed: o.transport == "zlib"}
	}
	usage("no protocol " + o.protocol)
	return nil
}

func (o options) insideHeaders() thrift.THeaderProtocolID {
	switch o.inside {
	case "binary":
		return thrift.THeaderProtocolBinary
	case "compact":
		return thrift.THeaderProtocolCompact
	}
	usage("no headers with " + o.inside)
	return thrift.THeaderProtocolDefault
}

// headerFactory has each message compressed, if so wanted.
type headerFactory struct {
	compressed bool
}

func (f headerFactory) GetProtocol(transport thrift.TTransport) thrift.TProtocol {
	protocol := thrift.NewTHeaderProtocolConf(transport, configuration)
	if f.compressed {
		protocol.AddTransform(thrift.TransformZlib)
	}
	return protocol
}

// transportFactory wraps sockets; HTTP has none.
func (o options) transportFactory() thrift.TTransportFactory {
	switch {
	// Headers say themselves what is compressed.
	case o.transport == "buffered", o.transport == "http", o.transport == "zlib" && o.protocol == "header":
		return thrift.NewTBufferedTransportFactory(8192)
	case o.transport == "framed":
		return thrift.NewTFramedTransportFactoryConf(thrift.NewTTransportFactory(), configuration)
	case o.transport == "zlib":
		return thrift.NewTZlibTransportFactory(6)
	}
	usage("no transport " + o.transport)
	return nil
}

// address is the network, and the address in it.
func (o options) address() (string, string) {
	if o.unix != "" {
		return "unix", o.unix
	}
	return "tcp", fmt.Sprintf("127.0.0.1:%d", o.port)
}

func serve(o options) error {
	transports, protocols := o.transportFactory(), o.protocolFactory()
	var processor thrift.TProcessor = conformance.NewConformanceProcessor(&handler{})
	if o.multiplex {
		multiplexed := thrift.NewTMultiplexedProcessor()
		multiplexed.RegisterProcessor(service, processor)
		processor = multiplexed
	}
	if o.transport == "http" {
		return serveHTTP(o, thrift.NewThriftHandlerFunc(processor, protocols, protocols))
	}
	socket, err := serverSocket(o)
	if err != nil {
		return err
	}
	return thrift.NewTSimpleServer4(processor, socket, transports, protocols).Serve()
}

func serveHTTP(o options, handle http.HandlerFunc) error {
	listener, err := net.Listen(o.address())
	if err != nil {
		return err
	}
	http.Handle("/service", handle)
	if o.ssl {
		return http.ServeTLS(listener, nil, o.keys+"/server.crt", o.keys+"/server.key")
	}
	return http.Serve(listener, nil)
}

func serverSocket(o options) (thrift.TServerTransport, error) {
	if o.unix != "" {
		return thrift.NewTServerSocketFromAddrTimeout(&net.UnixAddr{Name: o.unix, Net: "unix"}, 0), nil
	}
	_, address := o.address()
	if !o.ssl {
		return thrift.NewTServerSocket(address)
	}
	pair, err := tls.LoadX509KeyPair(o.keys+"/server.crt", o.keys+"/server.key")
	if err != nil {
		return nil, err
	}
	return thrift.NewTSSLServerSocket(address, &tls.Config{Certificates: []tls.Certificate{pair}})
}

func check(o options) error {
	transport, err := clientTransport(o)
	if err != nil {
		return err
	}
	if err := transport.Open(); err != nil {
		return err
	}
	defer transport.Close()

	protocol := o.protocolFactory().GetProtocol(transport)
	output := protocol
	if o.multiplex {
		output = thrift.NewTMultiplexedProtocol(protocol, service)
	}
	// Both versions share the numbers of the calls.
	client := thrift.NewTStandardClient(protocol, output)
	c := clients{conformance.NewConformanceClient(client), conformance.NewOtherVersionClient(client)}
	for _, check := range checks {
		if o.without[check.name] {
			continue
		}
		if err := check.run(c); err != nil {
			return fmt.Errorf("%s: %w", check.name, err)
		}
		fmt.Println("ok", check.name)
	}
	return nil
}

func clientTransport(o options) (thrift.TTransport, error) {
	if o.ssl {
		trusted, err := os.ReadFile(o.keys + "/server.crt")
		if err != nil {
			return nil, err
		}
		roots := x509.NewCertPool()
		roots.AppendCertsFromPEM(trusted)
		configuration.TLSConfig = &tls.Config{RootCAs: roots, ServerName: "localhost"}
	}
	if o.transport == "http" {
		return httpClient(o, configuration.TLSConfig)
	}
	return o.transportFactory().GetTransport(clientSocket(o))
}

func clientSocket(o options) thrift.TTransport {
	network, address := o.address()
	switch {
	case o.ssl:
		return thrift.NewTSSLSocketConf(address, configuration)
	case network == "unix":
		return thrift.NewTSocketFromAddrConf(&net.UnixAddr{Name: address, Net: network}, configuration)
	default:
		return thrift.NewTSocketConf(address, configuration)
	}
}

func httpClient(o options, tlsConfig *tls.Config) (thrift.TTransport, error) {
	scheme := "http"
	if o.ssl {
		scheme = "https"
	}
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		network, address := o.address()
		return (&net.Dialer{}).DialContext(ctx, network, address)
	}
	client := &http.Client{
		Timeout:   timeout,
		Transport: &http.Transport{DialContext: dial, TLSClientConfig: tlsConfig},
	}
	url := fmt.Sprintf("%s://localhost:%d/service", scheme, o.port)
	return thrift.NewTHttpClientWithOptions(url, thrift.THttpClientOptions{Client: client})
}
