// The service, as a server has it.
#pragma once

#include <atomic>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include "Conformance.h"
#include "values.h"

namespace conformance {

class Handler : public ConformanceIf {
 public:
  void ping() override {}

  int32_t notifications() override { return notifications_; }

  void echo(Everything& result, const Everything& everything) override { result = everything; }

  void echo_doubles(std::vector<double>& result, const std::vector<double>& doubles) override {
    result = doubles;
  }

  void echo_blob(std::string& result, const std::string& blob) override { result = blob; }

  int64_t sum(const std::vector<int64_t>& values) override {
    return std::accumulate(values.begin(), values.end(), INT64_C(0));
  }

  int64_t subtract(const int64_t minuend, const int64_t subtrahend) override {
    return minuend - subtrahend;
  }

  void defaults(Defaults& result) override { result = Defaults(); }

  void greet(std::string& result, const std::string& name) override {
    if (name == "enemy") throw not_friendly(7, "go away");
    if (name == "crowd") {
      Busy busy;
      busy.seconds = 30;
      busy.__set_color(Color::GREEN);
      throw busy;
    }
    if (name == "boom") throw std::runtime_error("boom");
    result = "Hello, " + name + "!";
  }

  void admit(const int32_t code) override {
    if (code != 0) throw not_friendly(code, "refused");
  }

  void notify(const std::string& /* event */) override { notifications_++; }

  void evolve(Person& result, const Person& person) override { result = person; }

  void newest(NewerPerson& result) override { result = newer_person(NewerColor::GOLD); }

  int32_t count(const std::vector<Shape>& shapes) override {
    return static_cast<int32_t>(shapes.size());
  }

  void shapes(std::vector<NewerShape>& result) override {
    result = {newer_label("first"), newer_circle(), newer_label("last")};
  }

 private:
  static NotFriendly not_friendly(int32_t code, const std::string& reason) {
    NotFriendly error;
    error.code = code;
    error.reason = reason;
    return error;
  }

  std::atomic<int32_t> notifications_{0};
};

}  // namespace conformance
