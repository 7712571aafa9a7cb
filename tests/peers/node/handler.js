"use strict";

const types = require("./generated/conformance_types");
const values = require("./values");

/**
 * The service, as a server has it.
 *
 * All methods are async: what others throw ends the process.
 */
class Handler {
  #notifications = 0;

  async ping() {}

  async notifications() {
    return this.#notifications;
  }

  async echo(everything) {
    return everything;
  }

  async echo_doubles(doubles) {
    return doubles;
  }

  async echo_blob(blob) {
    return blob;
  }

  async sum(values) {
    return values.reduce((sum, value) => sum + Number(value), 0);
  }

  async subtract(minuend, subtrahend) {
    return Number(minuend) - Number(subtrahend);
  }

  async defaults() {
    return new types.Defaults();
  }

  async greet(name) {
    switch (name) {
      case "enemy":
        throw new types.NotFriendly({ code: 7, reason: "go away" });
      case "crowd":
        throw new types.Busy({ seconds: 30, color: types.Color.GREEN });
      case "boom":
        throw new Error("boom");
      default:
        return `Hello, ${name}!`;
    }
  }

  async admit(code) {
    if (code !== 0) throw new types.NotFriendly({ code, reason: "refused" });
  }

  async notify(event) {
    this.#notifications++;
  }

  async evolve(person) {
    return person;
  }

  async newest() {
    return values.newerPerson(types.NewerColor.GOLD);
  }

  async count(shapes) {
    return shapes.length;
  }

  async shapes() {
    return [values.newerLabel("first"), values.newerCircle(), values.newerLabel("last")];
  }
}

module.exports = { Handler };
