package main

import (
	"flag"
	"fmt"
	"os"
)

// options is the command line that all peers have: see ../README.md.
type options struct {
	server    bool
	protocol  string
	transport string
	inside    string
	port      int
	unix      string
	keys      string
	ssl       bool
	multiplex bool
	without   map[string]bool
}

func parseOptions(args []string) options {
	if len(args) == 0 || (args[0] != "server" && args[0] != "client") {
		usage("peer server|client ...")
	}
	o := options{server: args[0] == "server", without: map[string]bool{}}
	flags := flag.NewFlagSet("peer", flag.ExitOnError)
	flags.StringVar(&o.protocol, "protocol", "binary", "binary, compact, json or header")
	flags.StringVar(&o.transport, "transport", "buffered", "buffered, framed, zlib or http")
	flags.StringVar(&o.inside, "inside", "binary", "what headers have inside: binary or compact")
	flags.IntVar(&o.port, "port", 0, "TCP port")
	flags.StringVar(&o.unix, "unix", "", "path of the Unix socket")
	flags.StringVar(&o.keys, "keys", ".", "folder with server.crt and server.key")
	flags.BoolVar(&o.ssl, "ssl", false, "TLS")
	flags.BoolVar(&o.multiplex, "multiplex", false, "several services on a connection")
	flags.Func("without", "check to leave out", func(check string) error {
		o.without[check] = true
		return nil
	})
	flags.Parse(args[1:])
	if flags.NArg() > 0 {
		usage("not an option: " + flags.Arg(0))
	}
	if o.ssl && o.unix != "" {
		usage("no TLS over Unix sockets")
	}
	return o
}

func usage(problem string) {
	fmt.Fprintln(os.Stderr, problem)
	os.Exit(2)
}
