// Sends spans with Jaeger's client for Node, and prints what they are as JSON.
//
//     node spans.js PACKAGES PORT
'use strict';

const path = require('path');

const [packages, port] = process.argv.slice(2);
const { initTracer, opentracing } = require(path.join(packages, 'node_modules/jaeger-client'));

// In microseconds since 1970, and as milliseconds to the client.
const START = 1700000000123000;
const millis = (micros) => micros / 1000;

// More than fits in a datagram.
const MANY = 600;

const TAGS = {
  text: 'größer ⚡',
  empty: '',
  whole: 42,
  fraction: -0.125,
  large: 1e300,
  yes: true,
  no: false,
  bytes: Buffer.from([0, 1, 0x7f, 0x80, 0xff, 0, 0, 0]),
  object: { nested: [1, 'two'] },
};

const printed = (value) => (Buffer.isBuffer(value) ? { base64: value.toString('base64') } : value);
const tagsOf = (tags) => Object.keys(tags).map((key) => [key, printed(tags[key])]);

const tracer = initTracer(
  {
    serviceName: 'shop',
    sampler: { type: 'const', param: 1 },
    reporter: { agentHost: '127.0.0.1', agentPort: Number(port), flushIntervalMs: 60000 },
  },
  { traceId128bit: true, tags: { tenant: 'ada', shard: 7 } },
);

// The client loses spans that come while it sends others: wait until it has.
const sender = tracer._reporter._sender;
const flush = sender.flush.bind(sender);
let flushing = 0;
sender.flush = (callback) => {
  flushing += 1;
  flush((...results) => {
    flushing -= 1;
    if (callback) callback(...results);
  });
};

async function flushed() {
  while (flushing) await new Promise(setImmediate);
}

const sent = [];

function finish(span, name, { tags = {}, logs = [], references = [], start, duration }) {
  logs.forEach(([at, fields]) => span.log(fields, millis(at)));
  span.finish(millis(start + duration));
  const context = span.context();
  sent.push({
    traceId: context.traceIdStr,
    spanId: context.spanIdStr,
    parentId: context.parentIdStr || null,
    name,
    flags: context.flags,
    start,
    duration,
    tags: tagsOf(tags),
    logs: logs.map(([at, fields]) => [at, tagsOf(fields)]),
    references: references.map(([kind, other]) => [kind, other.traceIdStr, other.spanIdStr]),
  });
  return context;
}

function started(name, { tags = {}, references = [], start }) {
  const kinds = { child: opentracing.childOf, follows: opentracing.followsFrom };
  return tracer.startSpan(name, {
    tags,
    startTime: millis(start),
    references: references.map(([kind, other]) => kinds[kind](other)),
  });
}

function send(name, options) {
  return finish(started(name, options), name, options);
}

const root = send('GET /orders', { tags: TAGS, start: START, duration: 1500000 });
const child = send('select', {
  references: [['child', root]],
  logs: [
    [START + 1000, { event: 'retry', attempt: 2 }],
    [START + 2000, { message: 'größer', ok: true }],
  ],
  start: START + 500,
  duration: 0,
});
send('after both', {
  references: [
    ['follows', root],
    ['child', child],
  ],
  start: START + 2000000,
  duration: 3600000000,
});
const debugged = started('debugged', { tags: {}, start: START });
debugged.setTag(opentracing.Tags.SAMPLING_PRIORITY, 1);
finish(debugged, 'debugged', { tags: { 'sampling.priority': 1 }, start: START, duration: 1000 });

async function many() {
  for (let number = 0; number < MANY; number += 1) {
    const tags = { number, text: 'x'.repeat(number % 100) };
    send(`many ${number}`, { tags, references: [['child', root]], start: START, duration: 1000 });
    await flushed();
  }
}

many().then(() => {
  const { serviceName, tags } = tracer._process;
  const pairs = tags.map(({ key, value }) => [key, value]);
  console.log(JSON.stringify({ service: serviceName, tags: pairs, spans: sent }));
  tracer.close();
});
