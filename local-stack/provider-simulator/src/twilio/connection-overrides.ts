/** What a webhook URL's fragment may say about retries and time limits. Times in milliseconds. */
export interface ConnectionPolicy {
  retryCount: number;
  retryOn: ReadonlySet<'ct' | 'rt' | '4xx' | '5xx' | 'all'>;
  connectTimeoutMs: number;
  readTimeoutMs: number;
  totalTimeoutMs: number;
}

/** Twilio's defaults: one retry, only when no connection could be made, all within 15 s. */
const DEFAULTS = { rc: 1, ct: 5_000, rt: 15_000, tt: 15_000 };
const RETRY_REASONS = ['ct', 'rt', '4xx', '5xx', 'all'] as const;

/**
 * Reads `#rc=3&rp=all&ct=2000&rt=8000&tt=15000`. Values out of range are ignored, as are `e` and `sni`:
 * one machine has no edges.
 * @see https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export function connectionPolicyOf(url: string): ConnectionPolicy {
  const overrides = new URLSearchParams(url.split('#').slice(1).join('#'));
  const number = (key: keyof typeof DEFAULTS, least: number, most: number) => {
    const value = overrides.get(key);
    const parsed = value === null || !/^\d+$/.test(value) ? Number.NaN : Number(value);
    return parsed >= least && parsed <= most ? parsed : DEFAULTS[key];
  };
  const named = (overrides.get('rp') ?? 'ct').split(',');
  return {
    retryCount: number('rc', 0, 5),
    retryOn: new Set(RETRY_REASONS.filter((reason) => named.includes(reason))),
    connectTimeoutMs: number('ct', 100, 10_000),
    readTimeoutMs: number('rt', 100, 15_000),
    totalTimeoutMs: number('tt', 100, 15_000),
  };
}
