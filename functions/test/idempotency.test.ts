import { endpoint } from '@casillero/domain/api/endpoint';
import { fail, ok, type Result } from '@casillero/domain/result';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ACT_LEASE_MS, ANSWER_KEPT_MS } from '../src/api/idempotency.ts';
import { serve } from '../src/api/serve.ts';
import { TestApi } from './start-api.ts';

const pay = endpoint({
  id: 'pay',
  method: 'POST',
  path: '/payments',
  summary: 'Pays.',
  access: 'signed-in',
  params: z.object({}),
  query: z.object({}),
  body: z.object({ amount: z.number() }),
  answer: z.object({ payment: z.number(), actId: z.string() }),
  status: 201,
  failures: { broke: 422, 'bank-closed': 503 },
  needsIdempotencyKey: true,
});

let api: TestApi;
let paid: string[];
let work: (actId: string) => Promise<Result<{ payment: number; actId: string }>>;
beforeAll(async () => {
  api = await TestApi.start(() => [serve(pay, (_request, { actId }) => work(actId))]);
});
afterAll(() => api.stop());
let round = 0;
beforeEach(() => {
  round += 1;
  paid = [];
  work = async (actId) => {
    paid.push(actId);
    return ok({ payment: paid.length, actId });
  };
});

const call = (key: string | null, amount: unknown = 1, who = 'operator') =>
  api.call(who, 'POST', '/payments', { amount }, key === null ? {} : { 'idempotency-key': `${key}-round-${round}` });

test('a call without a key is refused, and so is an odd one', async () => {
  expect(await call(null)).toMatchObject({ status: 400, body: { code: 'idempotency-key-missing' } });
  const odd = await api.call('operator', 'POST', '/payments', { amount: 1 }, { 'idempotency-key': 'with blank' });
  expect(odd).toMatchObject({ status: 400, body: { code: 'idempotency-key-missing' } });
  expect(paid).toEqual([]);
});

test('a repetition gets the same answer and works no second time', async () => {
  const first = await call('a');
  expect(first).toMatchObject({ status: 201, body: { payment: 1 } });
  expect(await call('a')).toMatchObject({ status: 201, body: first.body });
  expect(paid).toHaveLength(1);
});

test('ten at once work once', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => call('at-once')));
  expect(paid).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThanOrEqual(1);
  for (const { status, body } of answers)
    if (status !== 201) expect([status, body.code]).toEqual([409, 'still-running']);
});

test('another body, another caller, another key', async () => {
  await call('a', 1);
  expect(await call('a', 2)).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  expect((await call('a', 1, 'admin')).status).toBe(201);
  expect((await call('b', 1)).status).toBe(201);
  expect(new Set(paid).size).toBe(3);
});

test('while it runs, a repetition is told to wait', async () => {
  let finish: () => void = () => undefined;
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  work = async (actId) => {
    paid.push(actId);
    begin();
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    return ok({ payment: 1, actId });
  };
  const first = call('slow');
  await begun;
  const second = await call('slow');
  expect([second.status, second.body.code, second.headers.get('retry-after')]).toEqual([409, 'still-running', '5']);
  finish();
  expect((await first).status).toBe(201);
  expect((await call('slow')).status).toBe(201);
  expect(paid).toHaveLength(1);
});

describe('what did not succeed', () => {
  test('a refusal is the answer, and stays it', async () => {
    work = async (actId) => {
      paid.push(actId);
      return fail('broke', 'No money.', 'Earn some.');
    };
    const first = await call('a');
    expect([first.status, first.body]).toEqual([422, { code: 'broke', message: 'No money.', hint: 'Earn some.' }]);
    expect((await call('a')).body).toEqual(first.body);
    expect(paid).toHaveLength(1);
  });

  test.each<[string, number, () => Promise<never> | Promise<Result<never>>]>([
    ['a provider that is down', 503, async () => fail('bank-closed', 'Closed.', 'Later.')],
    [
      'a defect',
      500,
      async () => {
        throw new Error('oops');
      },
    ],
  ])('%s is tried again under the same key, as the same act', async (_what, status, breaks) => {
    let isBroken = true;
    work = async (actId) => {
      paid.push(actId);
      return isBroken ? breaks() : ok({ payment: 7, actId });
    };
    expect((await call('a')).status).toBe(status);
    isBroken = false;
    expect((await call('a')).body.payment).toBe(7);
    expect(paid).toHaveLength(2);
    expect(new Set(paid).size).toBe(1);
  });

  test('after a call that may have taken effect, its key is for no other body: what it made is named by the key', async () => {
    work = async () => fail('bank-closed', 'Closed.', 'Later.');
    expect((await call('a', 1)).status).toBe(503);
    expect(await call('a', 2)).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });

  test('two bodies under one key at once: one works, the other is refused', async () => {
    const answers = await Promise.all([call('a', 1), call('a', 2), call('a', 3)]);
    expect(paid).toHaveLength(1);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422, 422]);
  });

  test('a bad body takes no key', async () => {
    expect((await call('a', 'much')).status).toBe(400);
    expect((await call('a', 1)).status).toBe(201);
  });
});

describe('time', () => {
  test('an attempt that crashed is taken over after its lease, as the same act', async () => {
    work = async (actId) => {
      paid.push(actId);
      return new Promise(() => undefined);
    };
    const controller = new AbortController();
    const crashed = fetch(`${api.origin}/payments`, {
      method: 'POST',
      signal: controller.signal,
      headers: {
        authorization: 'Bearer operator',
        'content-type': 'application/json',
        'idempotency-key': `crash-round-${round}`,
      },
      body: '{"amount":1}',
    }).catch(() => null);
    await expect.poll(() => paid.length).toBe(1);
    controller.abort();
    await crashed;
    expect((await call('crash')).status).toBe(409);
    api.advance(ACT_LEASE_MS + 1);
    work = async (actId) => {
      paid.push(actId);
      return ok({ payment: 2, actId });
    };
    expect((await call('crash')).status).toBe(201);
    expect(new Set(paid).size).toBe(1);
  });

  test('an answer is forgotten after a day, and what was asked', async () => {
    await call('old');
    api.advance(ANSWER_KEPT_MS + 1);
    await call('old', 2);
    expect(paid).toHaveLength(2);
  });
});
