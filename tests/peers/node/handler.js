"use strict";

const types = require("./generated/conformance_types");
const values = require("./values");

/**
 * The service, as a server has it.
 *
 * It answers before it returns. By the time that a promise is kept, `THeaderProtocol` has forgotten
 * whether the call had headers.
 */
class Handler {
  #notifications = 0;

  ping(answer) {
    answer(null);
  }

  notifications(answer) {
    answer(null, this.#notifications);
  }

  echo(everything, answer) {
    answer(null, everything);
  }

  echo_doubles(doubles, answer) {
    answer(null, doubles);
  }

  echo_blob(blob, answer) {
    answer(null, blob);
  }

  sum(values, answer) {
    answer(
      null,
      values.reduce((sum, value) => sum + Number(value), 0),
    );
  }

  subtract(minuend, subtrahend, answer) {
    answer(null, Number(minuend) - Number(subtrahend));
  }

  defaults(answer) {
    answer(null, new types.Defaults());
  }

  greet(name, answer) {
    switch (name) {
      case "enemy":
        return answer(new types.NotFriendly({ code: 7, reason: "go away" }));
      case "crowd":
        return answer(new types.Busy({ seconds: 30, color: types.Color.GREEN }));
      case "boom":
        // Thrown, it would end the process.
        return answer(new Error("boom"));
      default:
        return answer(null, `Hello, ${name}!`);
    }
  }

  admit(code, answer) {
    answer(code === 0 ? null : new types.NotFriendly({ code, reason: "refused" }));
  }

  notify(event) {
    this.#notifications++;
  }

  evolve(person, answer) {
    answer(null, person);
  }

  newest(answer) {
    answer(null, values.newerPerson(types.NewerColor.GOLD));
  }

  count(shapes, answer) {
    answer(null, shapes.length);
  }

  shapes(answer) {
    answer(null, [values.newerLabel("first"), values.newerCircle(), values.newerLabel("last")]);
  }
}

module.exports = { Handler };
