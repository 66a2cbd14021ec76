import { OUTBOX_SHARDS } from '../records/outbox-record.ts';

/**
 * Ids of outbox entries are made of what caused them, so that a repeated decision can only repeat itself. They also
 * name Cloud Tasks tasks: letters, digits, hyphens and underscores only.
 * @see https://cloud.google.com/tasks/docs/reference/rest/v2/projects.locations.queues.tasks#Task.FIELDS.name
 */
export const outboxId = (
  inboxId: string,
  tenantId: string,
  kind: 'send' | 'media' | 'orders' | 'move' | 'take',
  n: number,
): string => `${inboxId}_${tenantId}_${kind}_${n}`;

/** The summing-up reply number `summaryNumber` of a batch: the same for all screenshots of one burst (R14). */
export const summaryId = (tenantId: string, batchId: string, summaryNumber: number): string =>
  `${tenantId}_${batchId}_summary_${summaryNumber}`;

/** The reply number `n` that asks a batch's sender to send again what could not be fetched (R15). */
export const lostMediaId = (tenantId: string, batchId: string, n: number): string => `${tenantId}_${batchId}_lost_${n}`;

/** What follows from a screenshot's own work: reading it, or telling its sender why it was refused. */
export const screenshotWorkId = (
  tenantId: string,
  screenshotId: string,
  kind: 'extract' | 'send' | 'media',
  n: number,
): string => `${tenantId}_${screenshotId}_${kind}_${n}`;

/** What a message is named to the provider: its entry's id, and which time a person had it sent again (R30). */
export const sendName = (id: string, round: number): string => (round === 0 ? id : `${id}_again_${round}`);

/** The entry, and the time, that a name stands for. */
export function sentAs(name: string): { readonly id: string; readonly round: number } {
  const again = /^(.+)_again_(\d{1,6})$/.exec(name);
  return again?.[1] === undefined ? { id: name, round: 0 } : { id: again[1], round: Number(again[2]) };
}

/** One step of a purchase. */
export const provisionId = (purchaseId: string, version: number): string => `provision_${purchaseId}_${version}`;

/** The shard of an id: FNV-1a over its UTF-16 units, so that it needs no platform's hash. */
export function shardOf(id: string, shards: number = OUTBOX_SHARDS): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193) >>> 0;
  return hash % shards;
}
