"use strict";

const thrift = require("thrift");
const types = require("./generated/conformance_types");

const int64 = thrift.fromBigInt;

/** What ../README.md describes. Sets are arrays, and maps are objects. */
function everything(flags = []) {
  return new types.Everything({
    yes: true,
    tiny: -8,
    small: -16000,
    medium: 2000000000,
    large: int64(-1234567890123456789n),
    real: -5.2098523,
    text: 'héllo ✓ 🦀 "\\\n\t\u0001\u007f',
    blob: Buffer.from(Array.from({ length: 256 }, (_, i) => i)),
    color: types.Color.VIOLET,
    instant: int64(2n ** 62n + 1n),
    ints: [0, 1, -1, 63, 64, -65, 2147483647, -2147483648],
    words: ["a", "bb", ""],
    counts: { one: 1, big: 2 ** 40, neg: -1 },
    nested: [{ 1: ["x", "y"] }, {}, { "-5": [] }],
    shape: new types.Shape({ numbers: [1, 2, 3] }),
    far: "far",
    maybe: false,
    flags,
    path: [new types.Point({ x: 0, y: 0.5 }), new types.Point({ x: -1, y: 1e300 })],
    points: { "-1": new types.Point({ x: 1, y: 2 }), 7: new types.Point({ x: 3, y: 4 }) },
    names: { [types.Color.RED]: "red", [types.Color.VIOLET]: "violet" },
    numbers: [-1, 0, int64(2n ** 53n + 1n)],
    no_list: [],
    no_set: [],
    no_map: {},
    empty: new types.Empty(),
    farthest: 32767,
  });
}

const doubles = [0, 5e-324, Number.MAX_VALUE, -5.2098523, Infinity, -Infinity, NaN];

function newerLabel(label) {
  return new types.NewerShape({ label });
}

function newerCircle() {
  const circle = new types.Circle({ center: new types.Point({ x: 1, y: 2 }), radius: 3 });
  return new types.NewerShape({ circle });
}

function newerPerson(favourite) {
  return new types.NewerPerson({
    name: "Ada",
    favourite,
    human: true,
    tiny: -8,
    small: -16000,
    medium: 2000000000,
    large: int64(-1234567890123456789n),
    real: -5.2098523,
    blob: Buffer.from([0x00, 0x80, 0xff]),
    nested: [{ circle: newerCircle(), label: newerLabel("l") }, {}],
    numbers: [-1, 0, 1],
    flags: [true, false, true],
    everything: everything(),
    far: "far",
  });
}

module.exports = { everything, doubles, newerLabel, newerCircle, newerPerson };
