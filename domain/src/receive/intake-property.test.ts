import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { aMessage, anImage, aSender, aTenant, NOW } from '../../testing/index.ts';
import { changeScreenshot, isCounted } from '../batch/change-screenshot.ts';
import { closeIdle } from '../batch/close-idle.ts';
import { commandIn } from '../batch/intake-command.ts';
import type { DocumentWrite, Fields } from '../records/document-write.ts';
import {
  type BatchRecord,
  batchRecord,
  type ConversationRecord,
  conversationRecord,
  type ScreenshotRecord,
  screenshotRecord,
} from '../records/intake-records.ts';
import { paths } from '../records/paths.ts';
import { searchTokens } from '../search/search-tokens.ts';
import type { SenderId } from '../sender/alias.ts';
import type { TenantId } from '../tenant/tenant-id.ts';
import { decide } from './decide.ts';

/** What happens on or to one staff phone. */
type Act =
  | { readonly kind: 'writes'; readonly text: string }
  | { readonly kind: 'sends'; readonly images: number; readonly caption: string }
  | { readonly kind: 'unusable' }
  /** the newest screenshot turns out to be no image */
  | { readonly kind: 'refused' }
  /** 12 h without a message, and the sweep */
  | { readonly kind: 'silent' };

const TENANT = 'cuscatlan' as TenantId;
const PHONES = ['+50370000001', '+50370000002', '+50370000003'] as const;
const COMMANDS = ['listo', 'estado', 'deshacer', 'cancelar', 'sí', 'no', 'ayuda'];
const NAMES = ['Ana', 'Beto', 'Carla', 'Lista', '🌸'];

/** Firestore, as far as decisions need it: documents by path, all writes of a decision at once. */
class Documents {
  readonly all = new Map<string, Fields>();

  apply(writes: readonly DocumentWrite[]): void {
    for (const write of writes) {
      const before = this.all.get(write.path);
      if (write.op === 'create') expect(before, write.path).toBeUndefined();
      if (write.op === 'update') expect(before, write.path).toBeDefined();
      const kept = write.op === 'update' || write.op === 'upsert' ? (before ?? {}) : {};
      const after: Record<string, unknown> = { ...kept, ...(write.op === 'delete' ? {} : write.fields) };
      if ('increments' in write)
        for (const [name, by] of Object.entries(write.increments ?? {})) after[name] = Number(after[name] ?? 0) + by;
      this.all.set(write.path, after);
    }
  }

  in<Record>(collection: string, schema: { parse(fields: unknown): Record }): (Record & { readonly id: string })[] {
    return [...this.all]
      .filter(([path]) => path.startsWith(`${collection}/`) && !path.slice(collection.length + 1).includes('/'))
      .map(([path, fields]) => ({ ...schema.parse(fields), id: path.slice(collection.length + 1) }));
  }

  conversation(sender: SenderId): ConversationRecord | null {
    const fields = this.all.get(paths.conversation(TENANT, sender));
    return fields ? conversationRecord.parse(fields) : null;
  }

  batch(id: string | null): { readonly id: string; readonly record: BatchRecord } | null {
    const fields = id === null ? undefined : this.all.get(paths.batch(TENANT, id));
    return fields && id !== null ? { id, record: batchRecord.parse(fields) } : null;
  }

  lastCounted(id: string | null | undefined): { readonly id: string; readonly record: ScreenshotRecord } | null {
    if (!id) return null;
    const record = screenshotRecord.parse(this.all.get(paths.screenshot(TENANT, id)));
    return isCounted(record) ? { id, record } : this.lastCounted(record.previousScreenshotId);
  }
}

const senderOf = (phone: string) => `sender-${phone}` as SenderId;

/** Carries one act out through the same decisions as the functions do. `id` is the message's. */
function act(documents: Documents, phone: string, what: Act, id: string, now: Date): void {
  const senderId = senderOf(phone);
  const conversation = documents.conversation(senderId);
  const batch = documents.batch(conversation?.openBatchId ?? null);
  if (what.kind === 'silent') {
    if (conversation === null) return;
    documents.apply(closeIdle({ tenantId: TENANT, senderId, tenant: aTenant(), conversation, batch, now }).writes);
    return;
  }
  if (what.kind === 'refused') {
    const newest = documents.lastCounted(batch?.record.lastScreenshotId);
    if (newest === null) return;
    const at = { tenantId: TENANT, screenshotId: newest.id };
    documents.apply(changeScreenshot(at, newest.record, { state: 'refused' }, now));
    return;
  }
  const text = what.kind === 'writes' ? what.text : what.kind === 'sends' ? what.caption : '';
  const media =
    what.kind === 'sends'
      ? Array.from({ length: what.images }, (_, n) => anImage(n))
      : what.kind === 'unusable'
        ? [{ url: 'u', declaredType: 'audio/ogg' }]
        : [];
  const isUndo = commandIn(text) === 'undo' && batch?.record.state === 'open';
  const { writes } = decide({
    message: aMessage({ from: phone, text, media, receivedAt: now }),
    inboxId: id,
    route: {
      kind: 'owned',
      owners: [{ tenantId: TENANT, as: 'intake', via: 'staff' }],
      binding: null,
      isToldOfBinding: false,
    },
    sender: aSender({ phone, senderId, conversationsWith: [TENANT] }),
    senderState: 'same',
    union: null,
    link: null,
    proof: null,
    isFromOurselves: false,
    owners: [
      {
        owner: { tenantId: TENANT, as: 'intake', via: 'staff' },
        tenant: aTenant(),
        conversation,
        batch,
        lastScreenshot: isUndo ? documents.lastCounted(batch.record.lastScreenshotId) : null,
      },
    ],
    unrouted: null,
    now,
  });
  documents.apply(writes);
}

/** What must hold after every act, whatever happened. */
function checkInvariants(documents: Documents): void {
  const batches = documents.in(paths.batches(TENANT), batchRecord);
  const screenshots = documents.in(paths.screenshots(TENANT), screenshotRecord);
  for (const phone of PHONES) {
    const open = batches.filter((batch) => batch.senderId === senderOf(phone) && batch.state === 'open');
    expect(open.length).toBeLessThanOrEqual(1);
    const conversation = documents.conversation(senderOf(phone));
    if (open[0] !== undefined) expect(conversation?.openBatchId).toBe(open[0].id);
    expect(conversation?.idleAt != null).toBe(open.length === 1);
  }
  for (const batch of batches) {
    const own = screenshots.filter((screenshot) => screenshot.batchId === batch.id);
    expect(batch.screenshotCount).toBe(own.filter(isCounted).length);
    for (const screenshot of own) expect(screenshot.senderId).toBe(batch.senderId);
  }
}

type Step = { readonly phone: number; readonly what: Act; readonly gapMs: number };

/** Runs steps one after the other. A step's message id is its place among those of its phone. */
function run(steps: readonly Step[], isChecked: boolean): Documents {
  const documents = new Documents();
  const places = PHONES.map(() => 0);
  const clocks = PHONES.map(() => NOW.getTime());
  for (const { phone, what, gapMs } of steps) {
    const number = PHONES[phone] ?? PHONES[0];
    const place = (places[phone] ?? 0) + 1;
    places[phone] = place;
    const now = (clocks[phone] ?? 0) + (what.kind === 'silent' ? 12 * 3_600_000 : gapMs);
    clocks[phone] = now;
    act(documents, number, what, `m-${phone}-${String(place).padStart(3, '0')}`, new Date(now));
    if (isChecked) checkInvariants(documents);
  }
  return documents;
}

const plainAct = fc.oneof(
  fc.record({ kind: fc.constant('writes' as const), text: fc.constantFrom(...NAMES) }),
  fc.record({
    kind: fc.constant('sends' as const),
    images: fc.integer({ min: 1, max: 3 }),
    caption: fc.constantFrom('', ...NAMES),
  }),
);
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 5, arbitrary: plainAct },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('writes' as const), text: fc.constantFrom(...COMMANDS) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('unusable' as const, 'refused' as const, 'silent' as const) }),
  },
);
const stepsOf = (what: fc.Arbitrary<Act>) =>
  fc.array(fc.record({ phone: fc.nat(PHONES.length - 1), what, gapMs: fc.constantFrom(1_000, 60_000, 660_000) }), {
    maxLength: 40,
  });

test('one open batch per phone at most, and counts that are those of the screenshots, after every message', () => {
  fc.assert(
    fc.property(stepsOf(anyAct), (steps) => void run(steps, true)),
    { numRuns: 400 },
  );
});

test('what a phone’s messages do does not depend on what other phones send in between', () => {
  fc.assert(
    fc.property(stepsOf(anyAct), (steps) => {
      const together = run(steps, false);
      PHONES.forEach((_, phone) => {
        const alone = run(
          steps.filter((step) => step.phone === phone),
          false,
        );
        const own = ([path]: [string, Fields]) => path.includes(`/m-${phone}-`);
        const tenantPaths = (documents: Documents) =>
          [...documents.all]
            .filter(([path]) => /\/(batches|screenshots)\//.test(path))
            .filter(own)
            .sort();
        expect(tenantPaths(together)).toEqual(tenantPaths(alone));
      });
    }),
    { numRuns: 200 },
  );
});

/**
 * The same told the other way round, image by image: a name holds for all images that come after it; images that come
 * before any name wait for the first one. A caption is a name if its batch has none, or no image yet.
 */
function namesByImage(acts: readonly Act[]): (string | null)[] {
  const names: (string | null)[] = [];
  let current: string | null = null;
  let waiting: number[] = [];
  let imagesUnderCurrent = 0;
  const given = (name: string) => {
    for (const image of waiting) names[image] = name;
    imagesUnderCurrent = waiting.length;
    waiting = [];
    current = name;
  };
  for (const what of acts) {
    if (what.kind === 'writes') {
      given(what.text);
    } else if (what.kind === 'sends') {
      if (what.caption !== '' && (current === null || imagesUnderCurrent === 0)) given(what.caption);
      for (let i = 0; i < what.images; i++) {
        if (current === null) waiting.push(names.length);
        else imagesUnderCurrent += 1;
        names.push(current);
      }
    }
  }
  return names;
}

test('R10: every image is under the name that its sender last gave, or gave first afterwards if none was given', () => {
  fc.assert(
    fc.property(stepsOf(plainAct), (steps) => {
      const documents = run(steps, true);
      const batches = documents.in(paths.batches(TENANT), batchRecord);
      const named = new Map(batches.map((batch) => [batch.id, batch.customerName]));
      // Whatever named it last, it is found by that name and by no earlier one.
      for (const batch of batches) expect(batch.searchTokens).toEqual(searchTokens([batch.customerName]));
      const screenshots = documents.in(paths.screenshots(TENANT), screenshotRecord);
      PHONES.forEach((phone, index) => {
        const found = screenshots
          .filter((screenshot) => screenshot.senderId === senderOf(phone))
          .sort((a, b) => (a.id < b.id ? -1 : 1))
          .map((screenshot) => named.get(screenshot.batchId));
        const acts = steps.filter((step) => step.phone === index).map((step) => step.what);
        expect(found).toEqual(namesByImage(acts));
      });
    }),
    { numRuns: 400 },
  );
});
