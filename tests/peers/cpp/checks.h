// What a client checks, a function for each line of ../README.md.
#pragma once

#include <chrono>
#include <cmath>
#include <functional>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <thrift/TApplicationException.h>
#include <thrift/TToString.h>

#include "Conformance.h"
#include "OtherVersion.h"
#include "values.h"

namespace conformance {

// The connection, as a client of the service and of the same service in another version.
struct Clients {
  explicit Clients(std::shared_ptr<apache::thrift::protocol::TProtocol> protocol)
      : same(protocol), other(protocol) {}

  ConformanceClient same;
  OtherVersionClient other;
};

inline void expect(bool condition, const std::string& got) {
  if (!condition) throw std::runtime_error("got " + got);
}

template <typename T>
void expect_equal(const T& got, const T& wanted) {
  using apache::thrift::to_string;
  expect(got == wanted, to_string(got) + " instead of " + to_string(wanted));
}

// What `call` throws as an `Error`; what else it throws is passed on.
template <typename Error>
Error expect_throw(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    return error;
  }
  throw std::runtime_error("got no exception");
}

inline void ping(Clients& clients) { clients.same.ping(); }

inline void echo_everything(Clients& clients, const Everything& everything) {
  Everything got;
  clients.same.echo(got, everything);
  expect_equal(got, everything);
}

inline void echo(Clients& clients) { echo_everything(clients, everything()); }

inline void bool_list(Clients& clients) {
  echo_everything(clients, everything({true, false, true}));
}

inline void echo_bits(Clients& clients, const std::vector<double>& wanted) {
  std::vector<double> got;
  clients.same.echo_doubles(got, wanted);
  expect_equal(got.size(), wanted.size());
  for (size_t i = 0; i < wanted.size(); i++) {
    bool equal = std::isnan(wanted[i])
                     ? std::isnan(got[i])
                     : got[i] == wanted[i] && std::signbit(got[i]) == std::signbit(wanted[i]);
    expect(equal, std::to_string(got[i]) + " instead of " + std::to_string(wanted[i]));
  }
}

inline void doubles(Clients& clients) { echo_bits(clients, doubles()); }

inline void negative_zero(Clients& clients) { echo_bits(clients, {-0.0}); }

inline void arguments(Clients& clients) { expect_equal(clients.same.subtract(50, 8), INT64_C(42)); }

inline void defaults(Clients& clients) {
  Defaults got;
  // Other than what it should become.
  got.number = 0;
  got.text = "";
  got.numbers = {};
  clients.same.defaults(got);
  expect_equal(got, Defaults());
}

inline void exceptions(Clients& clients) {
  std::string greeting;
  clients.same.greet(greeting, "World");
  expect_equal(greeting, std::string("Hello, World!"));
  auto enemy = expect_throw<NotFriendly>([&] { clients.same.greet(greeting, "enemy"); });
  expect(enemy.code == 7 && enemy.reason == "go away", apache::thrift::to_string(enemy));
  clients.same.ping();
  auto crowd = expect_throw<Busy>([&] { clients.same.greet(greeting, "crowd"); });
  expect(crowd.seconds == 30 && crowd.__isset.color && crowd.color == Color::GREEN,
         apache::thrift::to_string(crowd));
  clients.same.ping();
  clients.same.admit(0);
  auto refused = expect_throw<NotFriendly>([&] { clients.same.admit(3); });
  expect(refused.code == 3 && refused.reason == "refused", apache::thrift::to_string(refused));
  clients.same.ping();
}

inline void failure(Clients& clients) {
  std::string greeting;
  expect_throw<apache::thrift::TApplicationException>(
      [&] { clients.same.greet(greeting, "boom"); });
  clients.same.ping();
}

inline void unknown_method(Clients& clients) {
  expect_throw<apache::thrift::TApplicationException>([&] { clients.other.missing(); });
  clients.same.ping();
}

inline void oneway(Clients& clients) {
  using std::chrono::steady_clock;
  int32_t wanted = clients.same.notifications() + 3;
  for (int i = 0; i < 3; i++) clients.same.notify("event");
  auto end = steady_clock::now() + std::chrono::seconds(2);
  int32_t got = clients.same.notifications();
  while (got != wanted && steady_clock::now() < end) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    got = clients.same.notifications();
  }
  expect_equal(got, wanted);
}

inline void large(Clients& clients) {
  std::string got, blob(1 << 20, '\0');
  for (size_t i = 0; i < blob.size(); i++) blob[i] = static_cast<char>(i * 7 % 251);
  clients.same.echo_blob(got, blob);
  expect(got == blob, std::to_string(got.size()) + " bytes that differ");
  std::vector<int64_t> values(100000);
  std::iota(values.begin(), values.end(), 0);
  expect_equal(clients.same.sum(values), INT64_C(4999950000));
}

inline void unknown_fields(Clients& clients) {
  Person evolved;
  clients.other.evolve(evolved, newer_person(NewerColor::GREEN));
  expect(evolved.name == "Ada" && evolved.favourite == Color::GREEN,
         apache::thrift::to_string(evolved));
  Person newest;
  clients.other.newest(newest);
  expect_equal(newest.name, std::string("Ada"));
}

inline void unknown_enum(Clients& clients) {
  NewerPerson person;
  person.name = "Ada";
  person.favourite = NewerColor::GOLD;
  Person evolved;
  clients.other.evolve(evolved, person);
  expect_equal(static_cast<int>(evolved.favourite), 99);
}

inline void unknown_union(Clients& clients) {
  expect_equal(clients.other.count({newer_label("a"), newer_circle(), newer_label("b")}), 3);
  std::vector<Shape> shapes;
  clients.other.shapes(shapes);
  expect_equal(shapes.size(), size_t(3));
  expect_equal(shapes[0].label, std::string("first"));
  expect_equal(shapes[2].label, std::string("last"));
}

inline const std::vector<std::pair<std::string, void (*)(Clients&)>> checks = {
    {"ping", ping},
    {"echo", echo},
    {"bool-list", bool_list},
    {"doubles", doubles},
    {"negative-zero", negative_zero},
    {"arguments", arguments},
    {"defaults", defaults},
    {"exceptions", exceptions},
    {"failure", failure},
    {"unknown-method", unknown_method},
    {"oneway", oneway},
    {"large", large},
    {"unknown-fields", unknown_fields},
    {"unknown-enum", unknown_enum},
    {"unknown-union", unknown_union},
};

}  // namespace conformance
