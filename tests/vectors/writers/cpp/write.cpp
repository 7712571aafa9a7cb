// Makes the calls that stand on its input to a protocol of Apache Thrift for C++.

#include <cstdio>
#include <cstring>
#include <iostream>
#include <map>
#include <memory>
#include <sstream>
#include <string>

#include <thrift/protocol/TBinaryProtocol.h>
#include <thrift/protocol/TCompactProtocol.h>
#include <thrift/protocol/TJSONProtocol.h>
#include <thrift/transport/TBufferTransports.h>

using namespace apache::thrift::protocol;
using apache::thrift::transport::TMemoryBuffer;

static TType ttype(const std::string& name) {
  static const std::map<std::string, TType> types = {
      {"bool", T_BOOL},     {"i8", T_BYTE},       {"i16", T_I16},       {"i32", T_I32},
      {"i64", T_I64},       {"double", T_DOUBLE}, {"string", T_STRING}, {"binary", T_STRING},
      {"struct", T_STRUCT}, {"map", T_MAP},       {"set", T_SET},       {"list", T_LIST},
  };
  return types.at(name);
}

static std::string octets(const std::string& text) {
  std::string bytes;
  for (size_t i = 0; text != "-" && i < text.size(); i += 2)
    bytes.push_back(static_cast<char>(std::stoi(text.substr(i, 2), nullptr, 16)));
  return bytes;
}

static void end(TProtocol& out, const std::string& what) {
  if (what == "message") out.writeMessageEnd();
  else if (what == "field") out.writeFieldEnd();
  else if (what == "list") out.writeListEnd();
  else if (what == "set") out.writeSetEnd();
  else if (what == "map") out.writeMapEnd();
  else if (what == "struct") {
    out.writeFieldStop();
    out.writeStructEnd();
  } else throw std::runtime_error("end " + what);
}

static void scalar(TProtocol& out, const std::string& what, const std::string& value) {
  if (what == "bool") out.writeBool(value == "1");
  else if (what == "i8") out.writeByte(static_cast<int8_t>(std::stoi(value)));
  else if (what == "i16") out.writeI16(static_cast<int16_t>(std::stoi(value)));
  else if (what == "i32") out.writeI32(std::stoi(value));
  else if (what == "i64") out.writeI64(std::stoll(value));
  else if (what == "string") out.writeString(octets(value));
  else if (what == "binary") out.writeBinary(octets(value));
  else if (what == "double") {
    const uint64_t bits = std::stoull(value, nullptr, 16);
    double number;
    std::memcpy(&number, &bits, sizeof number);
    out.writeDouble(number);
  } else throw std::runtime_error(what);
}

static void call(TProtocol& out, std::istringstream& line, const std::string& what) {
  std::string one, two;
  int number = 0;
  if (what == "struct") out.writeStructBegin("");
  else if (what == "message") {
    line >> one >> number;
    const auto kind = static_cast<TMessageType>(number);
    line >> number;
    out.writeMessageBegin(one, kind, number);
  } else if (what == "field") {
    line >> one >> number;
    out.writeFieldBegin("", ttype(one), static_cast<int16_t>(number));
  } else if (what == "list") {
    line >> one >> number;
    out.writeListBegin(ttype(one), static_cast<uint32_t>(number));
  } else if (what == "set") {
    line >> one >> number;
    out.writeSetBegin(ttype(one), static_cast<uint32_t>(number));
  } else if (what == "map") {
    line >> one >> two >> number;
    out.writeMapBegin(ttype(one), ttype(two), static_cast<uint32_t>(number));
  } else {
    line >> one;
    if (what == "end") end(out, one);
    else scalar(out, what, one);
  }
}

int main(int, char** arguments) {
  auto buffer = std::make_shared<TMemoryBuffer>();
  std::unique_ptr<TProtocol> out;
  const std::string protocol = arguments[1];
  if (protocol == "binary") out.reset(new TBinaryProtocol(buffer));
  else if (protocol == "compact") out.reset(new TCompactProtocol(buffer));
  else if (protocol == "json") out.reset(new TJSONProtocol(buffer));
  else return 2;
  std::string text, what;
  while (std::getline(std::cin, text)) {
    std::istringstream line(text.substr(0, text.find('#')));
    if (line >> what) call(*out, line, what);
  }
  for (const unsigned char byte : buffer->getBufferAsString()) std::printf("%02x", byte);
  std::printf("\n");
}
