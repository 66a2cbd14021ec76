import { aTenant } from '@casillero/domain/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serveMembers } from '../src/api/members/serve-members.ts';
import { serveTenants } from '../src/api/tenants/serve-tenants.ts';
import { listTenantsOn } from '../src/firestore/list-tenants.ts';
import { readOn } from '../src/firestore/transact.ts';
import { makeChangeMember } from '../src/usecases/members/change-member.ts';
import { makeInviteMember } from '../src/usecases/members/invite-member.ts';
import { makeChangeTenant } from '../src/usecases/tenants/change-tenant.ts';
import { makeCreateTenant } from '../src/usecases/tenants/create-tenant.ts';
import { MemoryLogIns } from './memory-log-ins.ts';
import { TestApi } from './start-api.ts';

let api: TestApi;
let logIns: MemoryLogIns;
beforeAll(async () => {
  logIns = new MemoryLogIns();
  api = await TestApi.start((world) => [
    ...serveTenants({
      read: readOn(world.firestore),
      list: listTenantsOn(world.firestore),
      create: makeCreateTenant(world),
      change: makeChangeTenant(world),
      invite: makeInviteMember({ ...world, logIns }),
    }),
    ...serveMembers({ change: makeChangeMember({ ...world, logIns }) }),
  ]);
});
afterAll(() => api.stop());
beforeEach(async () => {
  logIns.held.clear();
  logIns.revoked.length = 0;
  logIns.shut.length = 0;
  logIns.isDown = false;
  await api.write({ 'tenants/cuscatlan': { ...aTenant() }, 'tenants/izalco': { ...aTenant({ name: 'Izalco' }) } });
});

const audit = async (tenantId: string) =>
  (await api.list(`tenants/${tenantId}/audit`)).sort((a, b) => String(a.at).localeCompare(String(b.at)));

describe('importers', () => {
  test('are created under an id made of the name; the same name gets the next', async () => {
    const create = () => api.call('operator', 'POST', '/tenants', { name: 'Envíos Ñandú' });
    const first = await create();
    expect(first).toMatchObject({
      status: 201,
      body: {
        id: 'envios-nandu',
        name: 'Envíos Ñandú',
        status: 'active',
        locale: 'es',
        plan: 'starter',
        country: 'SV',
      },
    });
    expect((await create()).body.id).toBe('envios-nandu-2');
    expect(await audit('envios-nandu')).toMatchObject([
      { act: 'createTenant', actor: { uid: 'olga', role: 'operator' }, target: 'envios-nandu' },
    ]);
  });

  test('two at once get two ids', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => api.call('operator', 'POST', '/tenants', { name: 'Volcán Express' })),
    );
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(5);
  });

  test.each([
    [{ name: 'X', id: 'cuscatlan' }, 400, 'invalid-input'],
    [{ name: 'Otra', id: 'cuscatlan' }, 409, 'id-is-taken'],
    [{ name: 'Otra', id: 'Mayúsculas' }, 400, 'invalid-input'],
    [{ name: '包裹包裹' }, 422, 'no-id-in-name'],
    [{ name: 'Otra', timeZone: 'America/Nowhere' }, 400, 'invalid-input'],
    [{ name: 'Otra', country: 'sv' }, 400, 'invalid-input'],
    [{ name: 'Otra', plan: 'free' }, 400, 'invalid-input'],
  ])('%j ▶ %i %s', async (body, status, code) => {
    const answer = await api.call('operator', 'POST', '/tenants', body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test('are edited field by field, with before and after in the audit; what changes nothing is no act', async () => {
    const answer = await api.call('operator', 'PATCH', '/tenants/cuscatlan', { plan: 'business' });
    expect(answer).toMatchObject({ status: 200, body: { plan: 'business', name: 'Importadora Cuscatlán' } });
    await api.call('operator', 'PATCH', '/tenants/cuscatlan', { plan: 'business' });
    const edits = (await audit('cuscatlan')).filter(({ act }) => act === 'editTenant');
    expect(edits).toMatchObject([{ details: { plan: 'starter ▶ business' } }]);
    expect((await api.call('operator', 'PATCH', '/tenants/cuscatlan', {})).status).toBe(400);
    expect((await api.call('operator', 'PATCH', '/tenants/nobody', { name: 'Nadie' })).status).toBe(404);
  });

  test('are suspended and resumed; the first reason stays', async () => {
    const suspend = (reason: string) => api.call('operator', 'POST', '/tenants/cuscatlan/suspension', { reason });
    expect((await suspend('No paga')).body).toMatchObject({ status: 'suspended', suspendedReason: 'No paga' });
    expect((await suspend('Otra razón')).body).toMatchObject({ suspendedReason: 'No paga' });
    expect((await api.call('operator', 'DELETE', '/tenants/cuscatlan/suspension')).body).toMatchObject({
      status: 'active',
      suspendedReason: null,
    });
  });

  test('are listed a page at a time', async () => {
    for (const id of ['a-third', 'z-fourth', 'z-fifth'])
      await api.write({ [`tenants/${id}`]: { ...aTenant({ name: id }) } });
    const seen: unknown[] = [];
    for (let after: unknown = null; after !== undefined; ) {
      const query = after === null ? '' : `&after=${after}`;
      const { body } = await api.call('operator', 'GET', `/tenants?limit=2${query}`);
      const page = body.tenants as { id: string }[];
      expect(page.length).toBeLessThanOrEqual(2);
      seen.push(...page.map(({ id }) => id));
      after = body.next ?? undefined;
    }
    expect(seen).toEqual((await api.list('tenants')).map(({ id }) => id).sort());
    expect(seen.length).toBeGreaterThan(2);
  });
});

describe('invitations', () => {
  const invite = (token: string, tenantId: string, over: Record<string, unknown> = {}) =>
    api.call(token, 'POST', `/tenants/${tenantId}/invitations`, {
      email: 'Nueva@Izalco.example',
      displayName: 'Nueva',
      ...over,
    });

  test('the first admin gets a log-in, the role, and a link to hand over', async () => {
    const { status, body } = await invite('operator', 'izalco');
    expect([status, body]).toEqual([
      201,
      {
        uid: expect.any(String),
        email: 'nueva@izalco.example',
        role: 'admin',
        link: 'https://casillero.example/auth?of=nueva@izalco.example',
        isNewUser: true,
      },
    ]);
    expect(logIns.held.get(String(body.uid))?.claims).toEqual({ role: 'admin', tenantId: 'izalco' });
    expect(await api.read(`tenants/izalco/members/${body.uid}`)).toMatchObject({ role: 'admin', displayName: 'Nueva' });
    const entry = (await audit('izalco')).find(({ act, target }) => act === 'inviteMember' && target === body.uid);
    expect(entry).toMatchObject({ details: { email: 'nueva@izalco.example', role: 'admin' } });
    expect(JSON.stringify(entry)).not.toContain('https');
  });

  test('repeating it makes another link for the same log-in', async () => {
    const first = await invite('operator', 'izalco');
    const again = await invite('operator', 'izalco', { role: 'member' });
    expect(again.body).toMatchObject({
      uid: first.body.uid,
      isNewUser: false,
      role: 'member',
      link: expect.any(String),
    });
    expect(logIns.held.get(String(first.body.uid))?.claims).toEqual({ role: 'member', tenantId: 'izalco' });
  });

  test('nobody gets a way into a log-in that is in use', async () => {
    const held = logIns.put('nueva@izalco.example');
    const { body } = await invite('operator', 'izalco');
    expect(body).toMatchObject({ uid: held.uid, link: null, isNewUser: false });
    expect(held.claims).toEqual({ role: 'admin', tenantId: 'izalco' });
  });

  test('a log-in that somebody made with an address that is not theirs is shut for them', async () => {
    const squatted = logIns.put('nueva@izalco.example', { isEmailVerified: false });
    const { body } = await invite('operator', 'izalco');
    expect(body).toMatchObject({ uid: squatted.uid, link: expect.any(String) });
    expect(logIns.shut).toEqual([squatted.uid]);
  });

  test('an importer’s admin invites for their own', async () => {
    expect((await invite('admin', 'cuscatlan')).status).toBe(201);
    expect((await invite('admin', 'izalco', { email: 'x@izalco.example' })).status).toBe(404);
    expect((await invite('member', 'cuscatlan', { email: 'y@izalco.example' })).status).toBe(403);
  });

  test('two importers at once: one gets the person', async () => {
    const both = await Promise.all([invite('operator', 'izalco'), invite('operator', 'cuscatlan')]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test.each([
    ['an operator', { role: 'operator' } as const, 'is-operator'],
    ['another importer’s', { role: 'member', tenantId: 'cuscatlan' } as const, 'other-importer'],
  ])('%s is refused', async (_who, claims, code) => {
    const held = logIns.put('nueva@izalco.example', { claims });
    expect(await invite('operator', 'izalco')).toMatchObject({ status: 409, body: { code } });
    expect(held.claims).toEqual(claims);
  });

  test('an importer that is not there', async () => {
    expect((await invite('operator', 'nobody')).status).toBe(404);
    expect([...logIns.held.values()].every(({ claims }) => claims === null)).toBe(true);
  });

  test('a link that cannot be made is said, and inviting again makes it', async () => {
    logIns.isLinkless = true;
    expect(await invite('operator', 'izalco')).toMatchObject({
      status: 503,
      body: { code: 'invitations-unavailable' },
    });
    logIns.isLinkless = false;
    expect((await invite('operator', 'izalco')).body.link).toMatch(/^https:/);
  });

  test('what an outage of Auth leaves half-done is mended by inviting again', async () => {
    logIns.isDown = true;
    expect((await invite('operator', 'izalco')).status).toBe(500);
    logIns.isDown = false;
    const { status, body } = await invite('operator', 'izalco');
    expect([status, logIns.held.get(String(body.uid))?.claims]).toEqual([201, { role: 'admin', tenantId: 'izalco' }]);
  });
});

describe('R71: members', () => {
  const member = async () =>
    String(
      (
        await api.call('operator', 'POST', '/tenants/cuscatlan/invitations', {
          email: 'memo@cuscatlan.example',
          displayName: 'Memo',
          role: 'member',
        })
      ).body.uid,
    );

  test('get another role: new claims, and whoever is signed in stays so', async () => {
    const uid = await member();
    logIns.revoked.length = 0;
    const answer = await api.call('admin', 'PATCH', `/tenants/cuscatlan/members/${uid}`, { role: 'admin' });
    expect([answer.status, logIns.held.get(uid)?.claims, logIns.revoked]).toEqual([
      200,
      { role: 'admin', tenantId: 'cuscatlan' },
      [],
    ]);
  });

  describe('a token made before the change', () => {
    const standing = async (uid: string, role: 'admin' | 'member') => {
      logIns.put(`${uid}@cuscatlan.example`, { uid, claims: { role, tenantId: 'cuscatlan' } });
      const fields = { email: `${uid}@cuscatlan.example`, displayName: uid, role, createdAt: new Date(0) };
      await api.write({ [`tenants/cuscatlan/members/${uid}`]: fields });
    };
    afterEach(() => Promise.all([standing('ada', 'admin'), standing('memo', 'member')]));
    const told = async (caller: 'admin' | 'member') =>
      (await api.call(caller, 'PATCH', '/tenants/cuscatlan/members/nobody', { role: 'member' })).body.code;

    test.each([
      ['of an admin, who is a member now', 'admin', 'ada', 'member', 'not-found', 'admins-only'],
      [
        'of a member, who is an admin now: not before there is a new one',
        'member',
        'memo',
        'admin',
        'admins-only',
        'admins-only',
      ],
      ['of an admin, who is removed', 'admin', 'ada', null, 'not-found', 'not-found'],
    ] as const)('%s', async (_who, caller, uid, role, before, after) => {
      await standing(uid, caller);
      expect(await told(caller)).toBe(before);
      if (role === null) await api.call('operator', 'DELETE', `/tenants/cuscatlan/members/${uid}`);
      else await api.call('operator', 'PATCH', `/tenants/cuscatlan/members/${uid}`, { role });
      expect(await told(caller)).toBe(after);
      expect((await api.call(caller, 'GET', '/me')).body.role).toBe(role === null ? null : 'member');
    });

    test('of an operator whose document is gone', async () => {
      expect((await api.call('operator', 'GET', '/tenants')).status).toBe(200);
      await api.write({ 'users/olga': { role: null } });
      expect((await api.call('operator', 'GET', '/tenants')).status).toBe(404);
      await api.write({ 'users/olga': { role: 'operator' } });
    });

    test('is worth nothing after a removal that broke off before the claims went', async () => {
      await standing('memo', 'member');
      logIns.isDown = true;
      expect((await api.call('admin', 'DELETE', '/tenants/cuscatlan/members/memo')).status).toBe(500);
      expect((await api.call('member', 'GET', '/me')).body.role).toBeNull();
    });
  });

  test('are removed, also when the first try broke off', async () => {
    const uid = await member();
    logIns.revoked.length = 0;
    logIns.isDown = true;
    expect((await api.call('admin', 'DELETE', `/tenants/cuscatlan/members/${uid}`)).status).toBe(500);
    logIns.isDown = false;
    expect((await api.call('admin', 'DELETE', `/tenants/cuscatlan/members/${uid}`)).status).toBe(204);
    expect([logIns.held.get(uid)?.claims, logIns.revoked]).toEqual([null, [uid]]);
    expect(await api.read(`tenants/cuscatlan/members/${uid}`)).toBeNull();
    expect(
      (await audit('cuscatlan')).filter(({ act, target }) => act === 'removeMember' && target === uid),
    ).toHaveLength(1);
  });

  test('can be invited by another importer after that', async () => {
    const uid = await member();
    await api.call('operator', 'DELETE', `/tenants/cuscatlan/members/${uid}`);
    const answer = await api.call('operator', 'POST', '/tenants/izalco/invitations', {
      email: 'memo@cuscatlan.example',
      displayName: 'Memo',
    });
    expect(answer.status).toBe(201);
  });

  test('nobody changes their own role, nor one of another importer’s', async () => {
    expect(await api.call('admin', 'DELETE', '/tenants/cuscatlan/members/ada')).toMatchObject({
      status: 409,
      body: { code: 'own-role' },
    });
    const uid = await member();
    expect((await api.call('other', 'DELETE', `/tenants/izalco/members/${uid}`)).status).toBe(404);
    expect(logIns.held.get(uid)?.claims).not.toBeNull();
  });
});
