"use strict";

const assert = require("node:assert/strict");
const { setTimeout: sleep } = require("node:timers/promises");
const thrift = require("thrift");
const Conformance = require("./generated/Conformance");
const OtherVersion = require("./generated/OtherVersion");
const types = require("./generated/conformance_types");
const values = require("./values");

const { TApplicationException } = thrift.Thrift;

/**
 * What a client checks, a method for each line of ../README.md.
 *
 * `newClient` makes a client of a service on the one connection. Replies go to the client that was
 * made last.
 */
class Checks {
  #newClient;

  constructor(newClient) {
    this.#newClient = newClient;
  }

  get #client() {
    return this.#newClient(Conformance);
  }

  get #otherVersion() {
    return this.#newClient(OtherVersion);
  }

  async ping() {
    await this.#client.ping();
  }

  async echo() {
    await this.#echo(values.everything());
  }

  async "bool-list"() {
    await this.#echo(values.everything([true, false, true]));
  }

  async #echo(wanted) {
    const got = await this.#client.echo(wanted);
    assert.deepEqual(comparable(got), comparable(wanted));
  }

  async doubles() {
    // A value that is not a number equals itself.
    assert.deepEqual(await this.#client.echo_doubles(values.doubles), values.doubles);
  }

  async "negative-zero"() {
    // With its sign.
    assert.deepEqual(await this.#client.echo_doubles([-0]), [-0]);
  }

  async arguments() {
    assert.equal(Number(await this.#client.subtract(50, 8)), 42);
  }

  async defaults() {
    assert.deepEqual(await this.#client.defaults(), new types.Defaults());
  }

  async exceptions() {
    const client = this.#client;
    assert.equal(await client.greet("World"), "Hello, World!");
    const enemy = await rejection(client.greet("enemy"), types.NotFriendly);
    assert.deepEqual([enemy.code, enemy.reason], [7, "go away"]);
    await client.ping();
    const crowd = await rejection(client.greet("crowd"), types.Busy);
    assert.deepEqual([Number(crowd.seconds), crowd.color], [30, types.Color.GREEN]);
    await client.ping();
    await client.admit(0);
    const refused = await rejection(client.admit(3), types.NotFriendly);
    assert.deepEqual([refused.code, refused.reason], [3, "refused"]);
    await client.ping();
  }

  async failure() {
    const client = this.#client;
    await rejection(client.greet("boom"), TApplicationException);
    await client.ping();
  }

  async "unknown-method"() {
    await rejection(this.#otherVersion.missing(), TApplicationException);
    await this.#client.ping();
  }

  async oneway() {
    const client = this.#client;
    const wanted = (await client.notifications()) + 3;
    for (let i = 0; i < 3; i++) await client.notify("event");
    const end = Date.now() + 2000;
    let got = await client.notifications();
    while (got !== wanted && Date.now() < end) {
      await sleep(10);
      got = await client.notifications();
    }
    assert.equal(got, wanted);
  }

  async large() {
    const client = this.#client;
    const blob = Buffer.from(Array.from({ length: 1 << 20 }, (_, i) => (i * 7) % 251));
    const got = await client.echo_blob(blob);
    assert.ok(blob.equals(got), `got ${got.length} bytes that differ`);
    const sum = await client.sum(Array.from({ length: 100000 }, (_, i) => i));
    assert.equal(Number(sum), 4999950000);
  }

  async "unknown-fields"() {
    const other = this.#otherVersion;
    const evolved = await other.evolve(values.newerPerson(types.NewerColor.GREEN));
    assert.deepEqual({ ...evolved }, { name: "Ada", favourite: types.Color.GREEN });
    const newest = await other.newest();
    assert.equal(newest.name, "Ada");
  }

  async "unknown-enum"() {
    const person = new types.NewerPerson({ name: "Ada", favourite: types.NewerColor.GOLD });
    const evolved = await this.#otherVersion.evolve(person);
    assert.equal(evolved.favourite, 99);
  }

  async "unknown-union"() {
    const other = this.#otherVersion;
    const some = [values.newerLabel("a"), values.newerCircle(), values.newerLabel("b")];
    assert.equal(await other.count(some), 3);
    const shapes = await other.shapes();
    assert.equal(shapes.length, 3);
    assert.equal(shapes[0].label, "first");
    assert.equal(shapes[2].label, "last");
  }
}

const names = [
  "ping",
  "echo",
  "bool-list",
  "doubles",
  "negative-zero",
  "arguments",
  "defaults",
  "exceptions",
  "failure",
  "unknown-method",
  "oneway",
  "large",
  "unknown-fields",
  "unknown-enum",
  "unknown-union",
];

/** The error of `call`, which must be a `wanted`. */
async function rejection(call, wanted) {
  const error = await call.then(
    (result) => new Error(`got ${result} instead of an error`),
    (error) => error,
  );
  if (!(error instanceof wanted)) throw error;
  return error;
}

/** An `Everything` with sets in order, and all integers as what holds 64 bits. */
function comparable(everything) {
  const plain = integers(everything);
  plain.words.sort();
  plain.numbers.sort((a, b) => (a < b ? -1 : 1));
  return plain;
}

function integers(value) {
  if (value instanceof thrift.Int64) return thrift.toBigInt(value);
  if (Number.isSafeInteger(value)) return BigInt(value);
  if (Array.isArray(value)) return value.map(integers);
  if (value === null || typeof value !== "object" || Buffer.isBuffer(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, integers(item)]));
}

module.exports = { Checks, names };
