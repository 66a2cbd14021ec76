import { describe, expect, test } from 'vitest';
import { connectionPolicyOf } from './connection-overrides.ts';

const DEFAULTS = { retryCount: 1, connectTimeoutMs: 5_000, readTimeoutMs: 15_000, totalTimeoutMs: 15_000 };

describe('connectionPolicyOf', () => {
  test.each([
    {
      url: 'https://h/p',
      policy: { ...DEFAULTS, retryOn: ['ct'] },
      why: 'no fragment: one retry of a failed connection',
    },
    {
      url: 'https://h/p#rc=3&rp=all',
      policy: { ...DEFAULTS, retryCount: 3, retryOn: ['all'] },
      why: 'retry everything',
    },
    { url: 'https://h/p#rp=4xx,5xx', policy: { ...DEFAULTS, retryOn: ['4xx', '5xx'] }, why: 'several reasons' },
    { url: 'https://h/p#rc=6&ct=99&rt=0', policy: { ...DEFAULTS, retryOn: ['ct'] }, why: 'out of range is ignored' },
    {
      url: 'https://h/p?a=1#rc=0&ct=2000&rt=8000&tt=10000',
      policy: { retryCount: 0, connectTimeoutMs: 2_000, readTimeoutMs: 8_000, totalTimeoutMs: 10_000, retryOn: ['ct'] },
      why: 'times',
    },
    { url: 'https://h/p#rc=1e0', policy: { ...DEFAULTS, retryOn: ['ct'] }, why: 'only plain digits count' },
  ])('$url ($why)', ({ url, policy: { retryOn, ...rest } }) => {
    const policy = connectionPolicyOf(url);
    expect(policy).toMatchObject(rest);
    expect([...policy.retryOn]).toEqual(retryOn);
  });
});
