import { describe, expect, test } from 'vitest';
import { ArrayQueue } from './array-queue.ts';
import { decodeForwardBody, decodeInitHeaders, encodeArrays, encodeForwardReply, encodeHandshake } from './codec.ts';
import { ForwardQueue } from './forward-queue.ts';

describe('codec', () => {
  test('frames say their length', () => {
    expect(encodeHandshake('abc')).toBe('31\n[[0,["c","abc","",8,14,30000]]]');
    expect(
      encodeArrays([
        { id: 1, json: '["noop"]' },
        { id: 2, json: '[{}]' },
      ]),
    ).toBe('23\n[[1,["noop"]],[2,[{}]]]');
    expect(encodeForwardReply(true, 7, 12)).toBe('8\n[1,7,12]');
  });

  test('messages are numbered by the name of their field', () => {
    const body = 'count=2&ofs=5&req1___data__=%7B%22b%22%3A1%7D&req0___data__=%7B%7D';
    expect(decodeForwardBody(body)).toEqual([
      { mapId: 5, text: '{}' },
      { mapId: 6, text: '{"b":1}' },
    ]);
  });

  test.each([
    { title: 'in the body', body: 'headers=X-A%3A1%0D%0AAuthorization%3ABearer%20t%0D%0A&count=0', query: '' },
    { title: 'in the URL', body: 'count=0', query: '$httpHeaders=Authorization%3ABearer%20t%0D%0A' },
  ])('init headers $title', ({ body, query }) => {
    expect(decodeInitHeaders(body, new URLSearchParams(query)).get('authorization')).toBe('Bearer t');
  });
});

describe('arrays on their way to the client', () => {
  test('a new back channel gets what was not acknowledged, and nothing below', () => {
    const queue = new ArrayQueue();
    for (const json of ['a', 'b', 'c']) queue.push(json);
    expect(queue.takeUnsent().map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(queue.takeUnsent()).toEqual([]);
    queue.acknowledge(2);
    queue.rewind();
    expect(queue.takeUnsent().map(({ id }) => id)).toEqual([3]);
    queue.acknowledge(3);
    queue.rewind();
    queue.push('d');
    expect(queue.takeUnsent().map(({ id }) => id)).toEqual([4]);
    expect([queue.lastId, queue.outstandingBytes]).toEqual([4, 1]);
  });
});

describe('messages of the client', () => {
  const message = (mapId: number) => ({ mapId, text: `m${mapId}` });

  test('repetitions are dropped, gaps are waited for', () => {
    const queue = new ForwardQueue();
    expect(queue.accept([message(0), message(1)])).toEqual(['m0', 'm1']);
    expect(queue.accept([message(0), message(1)])).toEqual([]);
    expect(queue.accept([message(3)])).toEqual([]);
    expect(queue.accept([message(2)])).toEqual(['m2', 'm3']);
  });
});
