// The command line that all peers have: see ../README.md.
#pragma once

#include <getopt.h>

#include <cstdlib>
#include <iostream>
#include <set>
#include <string>

struct Options {
  bool server = false;
  std::string protocol = "binary";
  std::string transport = "buffered";
  std::string inside = "binary";
  int port = 0;
  std::string unix_path;
  std::string keys = ".";
  bool ssl = false;
  bool multiplex = false;
  std::set<std::string> without;
};

[[noreturn]] inline void usage(const std::string& problem) {
  std::cerr << problem << "\n";
  std::exit(2);
}

inline Options parse_options(int argc, char** argv) {
  static const option known[] = {
      {"protocol", required_argument, nullptr, 'p'},
      {"transport", required_argument, nullptr, 't'},
      {"inside", required_argument, nullptr, 'i'},
      {"port", required_argument, nullptr, 'n'},
      {"unix", required_argument, nullptr, 'u'},
      {"keys", required_argument, nullptr, 'k'},
      {"ssl", no_argument, nullptr, 's'},
      {"multiplex", no_argument, nullptr, 'm'},
      {"without", required_argument, nullptr, 'w'},
      {nullptr, 0, nullptr, 0},
  };
  Options options;
  std::string role = argc > 1 ? argv[1] : "";
  if (role != "server" && role != "client") usage("peer server|client ...");
  options.server = role == "server";
  optind = 2;
  for (int key; (key = getopt_long(argc, argv, "", known, nullptr)) != -1;) {
    switch (key) {
      case 'p': options.protocol = optarg; break;
      case 't': options.transport = optarg; break;
      case 'i': options.inside = optarg; break;
      case 'n': options.port = std::atoi(optarg); break;
      case 'u': options.unix_path = optarg; break;
      case 'k': options.keys = optarg; break;
      case 's': options.ssl = true; break;
      case 'm': options.multiplex = true; break;
      case 'w': options.without.insert(optarg); break;
      default: std::exit(2);  // getopt has said why.
    }
  }
  if (optind != argc) usage(std::string("not an option: ") + argv[optind]);
  if (options.ssl && !options.unix_path.empty()) usage("no TLS over Unix sockets");
  return options;
}
