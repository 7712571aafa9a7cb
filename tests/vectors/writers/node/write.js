// Makes the calls that stand on its input to a protocol of Apache Thrift for Node.
"use strict";

const fs = require("fs");
const thrift = require(process.argv[3]);

const PROTOCOLS = {
  binary: thrift.TBinaryProtocol,
  compact: thrift.TCompactProtocol,
  json: thrift.TJSONProtocol,
};
const NAMES = { i8: "BYTE", binary: "STRING" };

const ttype = (name) => thrift.Thrift.Type[NAMES[name] || name.toUpperCase()];
const octets = (text) => Buffer.from(text === "-" ? "" : text, "hex");

const written = [];
const transport = new thrift.TBufferedTransport(null, (bytes) => written.push(Buffer.from(bytes)));
const out = new PROTOCOLS[process.argv[2]](transport);

const calls = {
  message: (name, kind, seqid) => out.writeMessageBegin(name, Number(kind), Number(seqid)),
  struct: () => out.writeStructBegin(""),
  field: (kind, id) => out.writeFieldBegin("", ttype(kind), Number(id)),
  list: (item, size) => out.writeListBegin(ttype(item), Number(size)),
  set: (item, size) => out.writeSetBegin(ttype(item), Number(size)),
  map: (key, value, size) => out.writeMapBegin(ttype(key), ttype(value), Number(size)),
  bool: (value) => out.writeBool(value === "1"),
  i8: (value) => out.writeByte(Number(value)),
  i16: (value) => out.writeI16(Number(value)),
  i32: (value) => out.writeI32(Number(value)),
  i64: (value) => {
    const bits = Buffer.alloc(8);
    bits.writeBigInt64BE(BigInt(value));
    out.writeI64(new thrift.Int64(bits));
  },
  double: (bits) => out.writeDouble(Buffer.from(bits, "hex").readDoubleBE(0)),
  string: (text) => out.writeString(octets(text).toString("utf8")),
  binary: (text) => out.writeBinary(octets(text)),
  uuid: (text) => out.writeUuid(text),
};
const ends = {
  message: () => out.writeMessageEnd(),
  field: () => out.writeFieldEnd(),
  list: () => out.writeListEnd(),
  set: () => out.writeSetEnd(),
  map: () => out.writeMapEnd(),
  struct: () => {
    out.writeFieldStop();
    out.writeStructEnd();
  },
};

const input = fs.readFileSync(0, "utf8");

// Its JSON writes a value that is in no message out of turn, after the first field: so there is one
// around, which is taken off at the end.
const WRAPPED = process.argv[2] === "json" && !/^message/m.test(input);
if (WRAPPED) calls.message("", 1, 0);

for (const line of input.split("\n")) {
  const [name, ...operands] = line.split("#")[0].trim().split(/\s+/);
  if (name === "end") ends[operands[0]]();
  else if (name) calls[name](...operands);
}
if (WRAPPED) ends.message();
out.flush();

const whole = Buffer.concat(written);
console.log((WRAPPED ? whole.subarray('[1,"",1,0,'.length, -1) : whole).toString("hex"));
