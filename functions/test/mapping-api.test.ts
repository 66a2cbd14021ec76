import { randomUUID } from 'node:crypto';
import { aTenant } from '@casillero/domain/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serveMapping } from '../src/api/mapping/serve-mapping.ts';
import { listPageOn } from '../src/firestore/list-page.ts';
import { TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start((world) =>
    serveMapping({ ...world, listPage: listPageOn(world.firestore), newId: randomUUID }),
  );
});
afterAll(() => api.stop());

const SINCE = new Date('2026-02-01T10:00:00.123Z');
const sender = (n: number, over: object = {}) => ({
  senderId: `s${n}`,
  staffOf: null,
  boundTo: 'cuscatlan',
  since: SINCE,
  via: 'link',
  ...over,
});
const at = (n: number) => `senders/phone:+5037100${String(n).padStart(4, '0')}`;

/** More than a page, and more than a transaction. */
const SENDERS = 510;
beforeEach(async () => {
  for (const collection of ['numbers', 'linkCodes', 'senders', 'audit'])
    await api.world.firestore.recursiveDelete(api.world.firestore.collection(collection));
  await api.write(Object.fromEntries(Array.from({ length: 490 }, (_, n) => [at(n), sender(n)])));
  await api.write({
    ...Object.fromEntries(Array.from({ length: SENDERS - 490 }, (_, n) => [at(n + 490), sender(n + 490)])),
    'linkCodes/maria7k': { tenantId: 'cuscatlan', isActive: true },
    'numbers/twilio:+15550100': {
      provider: 'twilio',
      mode: 'shared',
      tenantIds: [],
      display: '+1 555-0100',
      verifiedName: 'Casillero',
      status: 'online',
      createdAt: SINCE,
    },
  });
});

async function exported(token: string | null = 'operator', query = '') {
  const response = await fetch(`${api.origin}/mapping${query}`, {
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}
async function restore(text: string, query = '', token = 'operator') {
  const response = await fetch(`${api.origin}/mapping${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
    body: text,
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const count = async (collection: string) =>
  (await api.world.firestore.collection(collection).count().get()).data().count;

test('the export is one line per document, streamed, named, and audited', async () => {
  const { status, headers, text } = await exported();
  expect([status, headers.get('content-type'), headers.get('content-disposition')]).toEqual([
    200,
    'application/x-ndjson',
    expect.stringMatching(/^attachment; filename="casillero-mapping-\d{4}-\d\d-\d\d.ndjson"$/),
  ]);
  const lines = text.trimEnd().split('\n');
  expect(lines).toHaveLength(1 + 2 + SENDERS + 1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ kind: 'casillero-mapping', version: 1 });
  expect(JSON.parse(lines.at(-1) ?? '')).toEqual({ kind: 'casillero-mapping-end', documents: 2 + SENDERS });
  expect(JSON.parse(lines.at(-2) ?? '')).toEqual({
    kind: 'sender',
    id: at(SENDERS - 1).slice(8),
    fields: { ...sender(SENDERS - 1), since: SINCE.toISOString() },
  });
  expect(await api.list('audit')).toMatchObject([{ act: 'exportMapping', actor: { uid: 'olga' } }]);
});

test('an export that broke off goes on where it was', async () => {
  const whole = (await exported()).text.trimEnd().split('\n');
  const { id } = JSON.parse(whole[5] ?? '') as { id: string };
  const rest = (await exported('operator', `?afterKind=sender&afterId=${encodeURIComponent(id)}`)).text
    .trimEnd()
    .split('\n');
  expect(rest.slice(1, -1)).toEqual(whole.slice(6, -1));
  const half = await exported('operator', '?afterKind=sender');
  expect([half.status, JSON.parse(half.text)]).toMatchObject([400, { code: 'half-a-place' }]);
});

test('what is lost comes back as it was; a second time nothing happens', async () => {
  const { text } = await exported();
  await api.world.firestore.recursiveDelete(api.world.firestore.collection('senders'));
  await api.world.firestore.doc('linkCodes/maria7k').delete();

  const dry = await restore(text);
  expect(dry).toMatchObject({
    status: 200,
    body: { dryRun: true, lines: SENDERS + 2, restored: SENDERS + 1, same: 1 },
  });
  expect(await count('senders')).toBe(0);

  const real = await restore(text, '?dryRun=false');
  expect(real.body).toMatchObject({ dryRun: false, restored: SENDERS + 1, same: 1, conflictCount: 0, invalidCount: 0 });
  expect([await count('senders'), await count('linkCodes')]).toEqual([SENDERS, 1]);
  const restored = await api.world.firestore.doc(at(7)).get();
  expect([restored.get('senderId'), restored.get('since').toDate()]).toEqual(['s7', SINCE]);
  expect((await restore(text, '?dryRun=false')).body).toMatchObject({ restored: 0, same: SENDERS + 2 });
  expect((await api.list('audit')).filter(({ act }) => act === 'restoreMapping')).toHaveLength(2);
});

test('a lost name of a sender says what the others say by now; one that is no longer its name is left to a person', async () => {
  const [phone, hidden, left] = ['phone:+50371009001', 'bsuid:p:SV.1', 'lid:main:1'];
  const known = (over: object) => sender(9_001, { aliases: [phone, hidden, left], ...over });
  await api.write(Object.fromEntries([phone, hidden, left].map((name) => [`senders/${name}`, known({})])));
  const { text } = await exported();
  for (const name of [hidden, left]) await api.world.firestore.doc(`senders/${name}`).delete();
  await api.write({ [`senders/${phone}`]: known({ boundTo: 'izalco', aliases: [phone, hidden] }) });
  const { body } = await restore(text, '?dryRun=false&replace=true');
  const conflicts = [left, phone].map((id) => ({ id, why: 'needs-a-person' }));
  expect(body).toMatchObject({ restored: 1, conflictCount: 2, conflicts });
  expect(await api.read(`senders/${hidden}`)).toMatchObject({ boundTo: 'izalco', aliases: [phone, hidden] });
  expect(await api.read(`senders/${left}`)).toBeNull();
});

test('what differs is told and left as it is', async () => {
  const { text } = await exported();
  await api.write({
    [at(3)]: sender(3, { boundTo: 'izalco' }),
    'linkCodes/maria7k': { tenantId: 'izalco', isActive: true },
  });
  const { body } = await restore(text, '?dryRun=false');
  expect(body).toMatchObject({ restored: 0, conflictCount: 2 });
  expect(body.conflicts).toEqual([
    {
      line: 3,
      kind: 'link-code',
      id: 'maria7k',
      differences: [{ field: 'tenantId', here: 'izalco', inFile: 'cuscatlan' }],
      why: 'needs-a-person',
    },
    {
      line: 7,
      kind: 'sender',
      id: at(3).slice(8),
      differences: [{ field: 'boundTo', here: 'izalco', inFile: 'cuscatlan' }],
      why: 'left',
    },
  ]);
  expect((await api.read(at(3)))?.boundTo).toBe('izalco');
});

describe('what differs is changed back on demand', () => {
  beforeEach(async () => {
    await api.write({
      'tenants/cuscatlan': aTenant(),
      [at(3)]: sender(3, { aliases: [at(3).slice(8), 'lid:main:3'] }),
      'senders/lid:main:3': sender(3, { aliases: [at(3).slice(8), 'lid:main:3'] }),
    });
  });
  afterEach(() => api.world.firestore.recursiveDelete(api.world.firestore.collection('tenants')));

  test('a binding, over all names of the sender; a link; an assignment', async () => {
    const { text } = await exported();
    const unbound = sender(3, { boundTo: null, aliases: [at(3).slice(8), 'lid:main:3'] });
    await api.write({
      [at(3)]: unbound,
      'senders/lid:main:3': unbound,
      'linkCodes/maria7k': { tenantId: 'cuscatlan', isActive: false },
      'numbers/twilio:+15550100': { ...(await api.read('numbers/twilio:+15550100')), mode: 'dedicated' },
    });
    const dry = await restore(text, '?replace=true');
    expect(dry.body).toMatchObject({ restored: 0, changeCount: 4, conflictCount: 0 });
    expect(dry.body.changes).toContainEqual(
      expect.objectContaining({
        id: at(3).slice(8),
        differences: [{ field: 'boundTo', here: null, inFile: 'cuscatlan' }],
      }),
    );
    expect([(await api.read(at(3)))?.boundTo, (await api.read('linkCodes/maria7k'))?.isActive]).toEqual([null, false]);

    expect((await restore(text, '?replace=true&dryRun=false')).body).toMatchObject({
      changeCount: 4,
      conflictCount: 0,
    });
    for (const path of [at(3), 'senders/lid:main:3'])
      expect(await api.read(path)).toMatchObject({ boundTo: 'cuscatlan', via: 'link', boundVia: 'link' });
    expect(await api.read('linkCodes/maria7k')).toMatchObject({ isActive: true });
    expect(await api.read('tenants/cuscatlan/links/maria7k')).toMatchObject({ isActive: true });
    expect(await api.read('numbers/twilio:+15550100')).toMatchObject({ mode: 'shared' });
    expect((await api.list('tenants/cuscatlan/audit')).map(({ act }) => act).sort()).toEqual([
      'restoreBinding',
      'restoreLink',
    ]);
    expect((await restore(text, '?replace=true&dryRun=false')).body).toMatchObject({ changeCount: 0, same: 513 });
  });

  test.each([
    ['a registered phone is never changed', { staffOf: 'izalco' }, 'needs-a-person'],
    ['nor who is one sender', { senderId: 'another' }, 'needs-a-person'],
    ['a binding to an importer that is not there', { boundTo: 'cuscatlan' }, 'tenant-not-found'],
  ])('%s', async (_what, over, why) => {
    await api.write({ [at(4)]: sender(4, { boundTo: 'izalco' }) });
    const { text } = await exported();
    await api.write({ [at(4)]: sender(4, over) });
    const { body } = await restore(text, '?replace=true&dryRun=false');
    expect(body).toMatchObject({ changeCount: 0, conflicts: [{ id: at(4).slice(8), why }] });
    expect(await api.read(at(4))).toMatchObject(over);
  });
});

describe('R93', () => {
  test('lines that are none are told, and the others restored', async () => {
    const good = JSON.stringify({ kind: 'sender', id: 'lid:main:1', fields: sender(9_999) });
    const { body } = await restore(
      [good, '{', good, '', '{"kind":"sender","id":"a/b","fields":{}}'].join('\n'),
      '?dryRun=false',
    );
    expect(body).toMatchObject({ lines: 4, restored: 1, invalidCount: 3 });
    expect((body.invalid as { line: number }[]).map(({ line }) => line)).toEqual([2, 3, 5]);
    expect(await api.read('senders/lid:main:1')).toMatchObject({ senderId: 's9999', since: expect.anything() });
  });

  test('a part that is too large is refused', async () => {
    const { status, body } = await restore('x'.repeat(8_388_609), '?dryRun=false');
    expect([status, body.code]).toEqual([413, 'part-too-large']);
  });

  test.each([
    ['nobody', null, 401],
    ['an importer’s admin', 'admin', 404],
  ])('%s exports and restores nothing', async (_who, token, status) => {
    expect((await exported(token)).status).toBe(status);
    if (token !== null) expect((await restore('', '?dryRun=false', token)).status).toBe(status);
  });
});
