import { expect, test } from 'vitest';
import type { Claims } from './identity.ts';
import { standingOf, standingPath } from './standing.ts';

const OPERATOR: Claims = { role: 'operator' };
const ADMIN: Claims = { role: 'admin', tenantId: 'cuscatlan' };
const MEMBER: Claims = { role: 'member', tenantId: 'cuscatlan' };

test.each<[Claims, Record<string, unknown> | null, Claims | null, string]>([
  [ADMIN, { role: 'admin' }, ADMIN, 'both agree'],
  [MEMBER, { role: 'member' }, MEMBER, 'both agree'],
  [OPERATOR, { role: 'operator' }, OPERATOR, 'both agree'],
  [ADMIN, { role: 'member' }, MEMBER, 'demoted: the document is ahead'],
  [MEMBER, { role: 'admin' }, MEMBER, 'promoted: the token is behind'],
  [ADMIN, null, null, 'removed'],
  [MEMBER, null, null, 'removed'],
  [OPERATOR, null, null, 'no document, no operator'],
  [OPERATOR, { role: null }, null, 'an operator no more'],
  [OPERATOR, { role: 'admin' }, null, 'an importer’s admin since'],
  [ADMIN, { role: 'operator' }, null, 'an operator is nobody’s admin'],
  [ADMIN, { role: 'owner' }, null, 'a role that nobody knows'],
  [ADMIN, {}, null, 'no role'],
])('claims %j, document %j ▶ %j (%s)', (claims, fields, standing) => {
  expect(standingOf(claims, fields)).toEqual(standing);
});

test('a member’s document is the tenant’s that the token names, whatever other tenants have', () => {
  expect([ADMIN, MEMBER, OPERATOR].map((claims) => standingPath('ada', claims))).toEqual([
    'tenants/cuscatlan/members/ada',
    'tenants/cuscatlan/members/ada',
    'users/ada',
  ]);
});
