import { newEntry } from '@casillero/domain/outbox/new-entry';
import type { OutboxRecord } from '@casillero/domain/records/outbox-record';
import type { SenderConflictRecord } from '@casillero/domain/records/routing-records';
import type { RefusedEventsRecord, UnprocessedRecord } from '@casillero/domain/records/unprocessed-record';
import { minutesAgo } from './builders.ts';

/** A reply that the provider refused. */
export const aDeadEntry = ({
  id = 'dead-1',
  ...overrides
}: { readonly id?: string } & Readonly<Record<string, unknown>> = {}): OutboxRecord & { readonly id: string } => ({
  ...newEntry(
    id,
    {
      kind: 'send',
      tenantId: 'envios-lempa',
      senderId: 'sender-1',
      number: 'twilio:+15550100',
      address: 'whatsapp:+50370000001',
      text: 'María: 3 capturas',
    },
    minutesAgo(30),
  ).record,
  state: 'dead' as const,
  attempts: 6,
  reason: { code: 'permanent', message: 'Twilio 63016: Outside of the window.' },
  ...(overrides as object),
  id,
});

/** A payload that a defect of ours refused. */
export const anUnprocessed = (overrides: Partial<UnprocessedRecord & { id: string }> = {}) => ({
  id: 'unprocessed-1',
  provider: 'meta' as const,
  accountId: 'platform-meta',
  reason: { code: 'not-taken-in', message: '3 INVALID_ARGUMENT' },
  content: '{"object":"whatsapp_business_account","entry":[]}',
  sizeBytes: 49,
  receivedAt: minutesAgo(50),
  state: 'open' as const,
  attempts: 0,
  lastTriedAt: null,
  expireAt: new Date('2099-01-01'),
  ...overrides,
});

/** Events of a day that were not believed. */
export const aRefusal = (overrides: Partial<RefusedEventsRecord & { id: string }> = {}) => ({
  id: 'account-1_2026-02-01',
  provider: 'meta' as const,
  accountId: 'account-1',
  day: '2026-02-01',
  count: 12,
  lastNumber: '770000000000001',
  lastAt: minutesAgo(90),
  expireAt: new Date('2099-01-01'),
  ...overrides,
});

/** One sender who was a customer of two importers. */
export const aConflict = (overrides: Partial<SenderConflictRecord & { id: string }> = {}) => ({
  id: 'conflict-1',
  senderId: 'sender-9',
  aliases: ['phone:+50370000300', 'lid:main:77'],
  kept: { staffOf: null, boundTo: 'envios-lempa' },
  dropped: { staffOf: null, boundTo: 'cargo-izalco' },
  why: 'two-bindings' as const,
  at: minutesAgo(200),
  ...overrides,
});
