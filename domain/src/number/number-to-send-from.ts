import type { ReceivingNumber } from '../receiving-number/receiving-number.ts';
import type { NumberRecord } from '../records/routing-records.ts';

/** A number as a candidate to send from; null: its document is gone. */
export type Candidate = { readonly number: ReceivingNumber; readonly record: NumberRecord } | null;

/** The number that a tenant's messages leave from, and why. */
export type SendingNumber = {
  readonly number: ReceivingNumber;
  readonly record: NumberRecord;
  /** own: dedicated to this tenant. shared: chosen for it among the shared ones. default: the platform's fallback */
  readonly by: 'own' | 'shared' | 'default';
};

/**
 * What a tenant's message of its own accord leaves from (R50): the tenant's number, as long as it is its own or shared;
 * else the default number, as long as that is shared. Null: there is none. An answer leaves from the number that was
 * written to, and is no matter of this.
 */
export function numberToSendFrom(tenantId: string, chosen: Candidate, fallback: Candidate): SendingNumber | null {
  if (chosen?.record.mode === 'shared') return { ...chosen, by: 'shared' };
  if (chosen?.record.tenantIds.includes(tenantId)) return { ...chosen, by: 'own' };
  if (fallback?.record.mode === 'shared') return { ...fallback, by: 'default' };
  return null;
}
