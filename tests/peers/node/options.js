"use strict";

const { parseArgs } = require("node:util");

/** The command line that all peers have: see ../README.md. */
function parseOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        protocol: { type: "string", default: "binary" },
        transport: { type: "string", default: "buffered" },
        port: { type: "string", default: "0" },
        unix: { type: "string" },
        keys: { type: "string", default: "." },
        ssl: { type: "boolean", default: false },
        multiplex: { type: "boolean", default: false },
        without: { type: "string", multiple: true, default: [] },
      },
    });
    const [role, ...others] = positionals;
    if (!["server", "client"].includes(role) || others.length > 0) usage("peer server|client ...");
    if (values.ssl && values.unix) usage("no TLS over Unix sockets");
    return { ...values, server: role === "server", port: Number(values.port) };
  } catch (error) {
    return usage(error.message);
  }
}

function usage(problem) {
  console.error(problem);
  process.exit(2);
}

module.exports = { parseOptions, usage };
