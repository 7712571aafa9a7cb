"""Sends spans with Jaeger's client for Python, and prints what they are as JSON.

    spans.py PORT
"""

import json
import sys
import time

from jaeger_client import Config
from opentracing import child_of, follows_from
from opentracing.ext import tags as opentracing_tags

# In microseconds since 1970.
START = 1700000000123000

TAGS = {
    'text': 'größer ⚡',
    'empty': '',
    'whole': -42,
    'large': 2**40,
    'fraction': -0.125,
    'yes': True,
    'no': False,
}

MANY = 300

KINDS = {'child': child_of, 'follows': follows_from}


def main():
    config = Config(
        config={
            'sampler': {'type': 'const', 'param': 1},
            'local_agent': {'reporting_host': '127.0.0.1', 'reporting_port': int(sys.argv[1])},
            'generate_128bit_trace_id': True,
            'tags': {'tenant': 'ada'},
            # Beyond it spans are dropped.
            'reporter_queue_size': 2 * MANY,
        },
        service_name='shop',
        validate=True,
    )
    tracer = config.new_tracer()
    sent = []

    def send(name, tags=None, references=(), logs=(), start=START, duration=1000):
        span = tracer.start_span(
            name,
            references=[KINDS[kind](other) for kind, other in references],
            start_time=start / 1e6,
        )
        for key, value in (tags or {}).items():
            span.set_tag(key, value)
        for at, fields in logs:
            span.log_kv(fields, timestamp=at / 1e6)
        span.finish((start + duration) / 1e6)
        context = span.context
        sent.append({
            'traceId': f'{context.trace_id:x}',
            'spanId': f'{context.span_id:x}',
            'parentId': f'{context.parent_id:x}' if context.parent_id else None,
            'name': name,
            'flags': context.flags,
            'start': start,
            'duration': duration,
            'tags': list((tags or {}).items()),
            'logs': [(at, list(fields.items())) for at, fields in logs],
            'references': [(kind, f'{other.trace_id:x}', f'{other.span_id:x}')
                           for kind, other in references],
        })
        return context

    root = send('GET /orders', TAGS, duration=1500000)
    child = send('select', references=[('child', root)], start=START + 500, duration=0, logs=[
        (START + 1000, {'event': 'retry', 'attempt': 2}),
        (START + 2000, {'message': 'größer', 'ok': True}),
    ])
    send('after both', references=[('child', child), ('follows', root)], duration=3600000000)
    send('debugged', {opentracing_tags.SAMPLING_PRIORITY: 1})
    for number in range(MANY):
        tags = {'number': number, 'text': 'x' * (number % 100)}
        send(f'many {number}', tags, [('child', root)])
    # Sends what is left.
    closed = tracer.close()
    while not closed.done():
        time.sleep(0.01)
    print(json.dumps({
        'service': tracer.service_name,
        'tags': list(tracer.tags.items()),
        'spans': sent,
    }))


main()
