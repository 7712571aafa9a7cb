// The Node peer: see ../README.md.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { setTimeout: sleep } = require("node:timers/promises");
const thrift = require("thrift");
const Conformance = require("./generated/Conformance");
const { Checks, names } = require("./checks");
const { Handler } = require("./handler");
const { parseOptions, usage } = require("./options");

const SERVICE = "Conformance";
const TIMEOUT_MS = 30000;

const options = parseOptions();

const protocols = {
  binary: thrift.TBinaryProtocol,
  compact: thrift.TCompactProtocol,
  json: thrift.TJSONProtocol,
  header: thrift.THeaderProtocol,
};

const transports = {
  buffered: thrift.TBufferedTransport,
  framed: thrift.TFramedTransport,
  // A request has one message.
  http: thrift.TBufferedTransport,
};

const protocol = protocols[options.protocol] ?? usage(`no protocol ${options.protocol}`);
const transport = transports[options.transport] ?? usage(`no transport ${options.transport}`);
if (options.protocol === "header" && !options.server) {
  usage("its client sends no headers, but Binary alone");
}

function key(name) {
  return fs.readFileSync(path.join(options.keys, name));
}

function serve() {
  const server = options.transport === "http" ? httpServer() : socketServer();
  // As every server should: what goes wrong with a client is said, and others are served.
  server.on("error", (error) => {
    if (!server.listening) fail(error);
    console.error(error.message);
  });
  if (options.unix) server.listen(options.unix);
  else server.listen(options.port, "127.0.0.1");
}

function processor() {
  const single = new Conformance.Processor(new Handler());
  if (!options.multiplex) return single;
  const multiplexed = new thrift.MultiplexedProcessor();
  multiplexed.registerProcessor(SERVICE, single);
  return multiplexed;
}

function serverTls() {
  return options.ssl ? { key: key("server.key"), cert: key("server.crt") } : undefined;
}

function socketServer() {
  // It takes any processor.
  return thrift.createMultiplexServer(processor(), { protocol, transport, tls: serverTls() });
}

function httpServer() {
  const service = { protocol, transport, processor: processor() };
  return thrift.createWebServer({ services: { "/service": service }, tls: serverTls() });
}

async function check() {
  const connection = options.transport === "http" ? httpConnection() : socketConnection();
  connection.on("error", fail);
  connection.on("close", () => fail(new Error("connection closed")));

  const multiplexer = new thrift.Multiplexer();
  const checks = new Checks((service) =>
    options.multiplex
      ? multiplexer.createClient(SERVICE, service, connection)
      : thrift.createClient(service, connection),
  );
  for (const name of names.filter((name) => !options.without.includes(name))) {
    running = name;
    await Promise.race([checks[name](), timeout()]);
    console.log(`ok ${name}`);
  }
  process.exit(0);
}

async function timeout() {
  await sleep(TIMEOUT_MS);
  throw new Error("timed out");
}

function socketConnection() {
  const settings = { protocol, transport };
  if (options.unix) return thrift.createUDSConnection(options.unix, settings);
  if (!options.ssl) return thrift.createConnection("localhost", options.port, settings);
  settings.ca = key("server.crt");
  return thrift.createSSLConnection("localhost", options.port, settings);
}

function httpConnection() {
  const settings = { protocol, transport, path: "/service" };
  if (options.unix) return thrift.createHttpUDSConnection(options.unix, settings);
  if (options.ssl) {
    settings.https = true;
    settings.nodeOptions = { ca: key("server.crt") };
  }
  return thrift.createHttpConnection("localhost", options.port, settings);
}

let running = "connect";

function fail(error) {
  console.error(`${running}: ${error.message ?? error}`);
  process.exit(1);
}

if (options.server) serve();
else check().catch(fail);
