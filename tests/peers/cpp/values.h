// The values that programs send: see ../README.md.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "conformance_types.h"

namespace conformance {

inline Point point(double x, double y) {
  Point point;
  point.x = x;
  point.y = y;
  return point;
}

inline Everything everything(const std::vector<bool>& flags = {}) {
  Everything all;
  all.yes = true;
  all.tiny = -8;
  all.small = -16000;
  all.medium = 2000000000;
  all.large = -1234567890123456789;
  all.real = -5.2098523;
  all.text = "h\u00e9llo \u2713 \U0001f980 \"\\\n\t\x01\x7f";
  for (int byte = 0; byte < 256; byte++) all.blob.push_back(static_cast<char>(byte));
  all.color = Color::VIOLET;
  all.instant = (INT64_C(1) << 62) + 1;
  all.ints = {0, 1, -1, 63, 64, -65, INT32_MAX, INT32_MIN};
  all.words = {"a", "bb", ""};
  all.counts = {{"one", 1}, {"big", INT64_C(1) << 40}, {"neg", -1}};
  all.nested = {{{1, {"x", "y"}}}, {}, {{-5, {}}}};
  all.shape.__set_numbers({1, 2, 3});
  all.__set_far("far");
  all.__set_maybe(false);
  all.flags = flags;
  all.path = {point(0, 0.5), point(-1, 1e300)};
  all.points = {{-1, point(1, 2)}, {7, point(3, 4)}};
  all.names = {{Color::RED, "red"}, {Color::VIOLET, "violet"}};
  all.numbers = {-1, 0, (INT64_C(1) << 53) + 1};
  all.farthest = 32767;
  return all;
}

inline std::vector<double> doubles() {
  using limits = std::numeric_limits<double>;
  return {0.0,
          limits::denorm_min(),
          limits::max(),
          -5.2098523,
          limits::infinity(),
          -limits::infinity(),
          limits::quiet_NaN()};
}

inline NewerShape newer_label(const std::string& label) {
  NewerShape shape;
  shape.__set_label(label);
  return shape;
}

inline NewerShape newer_circle() {
  Circle circle;
  circle.center = point(1, 2);
  circle.radius = 3;
  NewerShape shape;
  shape.__set_circle(circle);
  return shape;
}

inline NewerPerson newer_person(NewerColor::type favourite) {
  NewerPerson person;
  person.name = "Ada";
  person.favourite = favourite;
  person.human = true;
  person.tiny = -8;
  person.small = -16000;
  person.medium = 2000000000;
  person.large = -1234567890123456789;
  person.real = -5.2098523;
  person.blob = std::string("\x00\x80\xff", 3);
  person.nested = {{{"circle", newer_circle()}, {"label", newer_label("l")}}, {}};
  person.numbers = {-1, 0, 1};
  person.flags = {true, false, true};
  person.everything = everything();
  person.far = "far";
  return person;
}

}  // namespace conformance
