import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LinkCode } from '../link-code/link-code.ts';
import type { TenantId } from '../tenant/tenant-id.ts';
import { type RoutedLink, type RoutedNumber, type RoutedSender, route } from './route.ts';

const a = 'cuscatlan' as TenantId;
const b = 'izalco' as TenantId;
const shared: RoutedNumber = { mode: 'shared', tenantIds: [] };
const dedicated = (...tenantIds: TenantId[]): RoutedNumber => ({ mode: 'dedicated', tenantIds });
const staff = (tenantId: TenantId): RoutedSender => ({ staffOf: tenantId, boundTo: null });
const bound = (tenantId: TenantId): RoutedSender => ({ staffOf: null, boundTo: tenantId });
const linkTo = (tenantId: TenantId, isActive = true): RoutedLink => ({
  code: 'maria7k' as LinkCode,
  known: true,
  tenantId,
  isActive,
});
const unknownLink: RoutedLink = { code: 'nadie' as LinkCode, known: false };

describe('route', () => {
  test.each<[string, RoutedNumber | null, RoutedSender | null, RoutedLink | null, string]>([
    ['R3: a number we do not know', null, staff(a), null, 'unrouted unknown-number'],
    ['R3: a dedicated number of nobody', dedicated(), staff(a), null, 'unrouted unassigned-number'],
    ['R1.1: dedicated, stranger', dedicated(a), null, null, 'cuscatlan contact dedicated'],
    ['R2: dedicated, own staff', dedicated(a), staff(a), null, 'cuscatlan intake dedicated'],
    ['R2: dedicated, staff of another tenant', dedicated(a), staff(b), null, 'cuscatlan contact dedicated'],
    ['R1.1 beats R1.4: dedicated, bound elsewhere', dedicated(a), bound(b), null, 'cuscatlan contact dedicated'],
    ['R1.1 beats R1.3: dedicated, link elsewhere', dedicated(a), null, linkTo(b), 'cuscatlan contact dedicated'],
    ['R1.1: fan-out', dedicated(a, b), staff(b), null, 'cuscatlan contact dedicated, izalco intake dedicated'],
    ['R1.1: an assignment listed twice counts once', dedicated(a, a), null, null, 'cuscatlan contact dedicated'],
    ['R1.2: staff', shared, staff(a), null, 'cuscatlan intake staff'],
    ['R1.2 beats R1.3: staff with a link', shared, staff(a), linkTo(b), 'cuscatlan intake staff'],
    ['R1.2 beats R1.4', shared, { staffOf: a, boundTo: b }, null, 'cuscatlan intake staff'],
    ['R1.3: link binds', shared, null, linkTo(a), 'cuscatlan contact link binds'],
    [
      'R1.3: link binds a known but unbound sender',
      shared,
      { staffOf: null, boundTo: null },
      linkTo(a),
      'cuscatlan contact link binds',
    ],
    ['R1.3: existing binding stays, and is told', shared, bound(b), linkTo(a), 'izalco contact binding told'],
    ['R1.3: the own link again is nothing new', shared, bound(a), linkTo(a), 'cuscatlan contact binding'],
    ['R1.3: an inactive link of another is not told', shared, bound(b), linkTo(a, false), 'izalco contact binding'],
    ['R1.4: binding', shared, bound(a), null, 'cuscatlan contact binding'],
    ['R3: inactive link', shared, null, linkTo(a, false), 'unrouted inactive-link-code'],
    ['R1.5: unknown link', shared, null, unknownLink, 'unrouted unknown-link-code'],
    ['R1.5: stranger', shared, null, null, 'unrouted unknown-sender'],
    ['R1.5: seen before, nobody’s', shared, { staffOf: null, boundTo: null }, null, 'unrouted unknown-sender'],
  ])('%s', (_why, number, sender, link, expected) => {
    expect(summary(route({ number, proof: null, sender, link }))).toBe(expected);
  });

  const tenantId = fc.constantFrom(a, b, 'santa-ana' as TenantId);
  const maybeTenant = fc.option(tenantId, { nil: null });
  const facts = fc.record({
    proof: maybeTenant,
    number: fc.option(
      fc.record({ mode: fc.constantFrom('shared' as const, 'dedicated' as const), tenantIds: fc.array(tenantId) }),
      { nil: null },
    ),
    sender: fc.option(fc.record({ staffOf: maybeTenant, boundTo: maybeTenant }), { nil: null }),
    link: fc.option(
      fc.oneof(
        fc.constant(unknownLink),
        fc.record({
          code: fc.constant('maria7k' as LinkCode),
          known: fc.constant(true as const),
          tenantId,
          isActive: fc.boolean(),
        }),
      ),
      { nil: null },
    ),
  });

  test('never two owners without fan-out, and each owner once', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const routed = route(given);
        if (routed.kind === 'unrouted') return;
        const owners = routed.owners.map((owner) => owner.tenantId);
        expect(owners.length).toBeGreaterThan(0);
        expect(new Set(owners).size).toBe(owners.length);
        if (owners.length > 1) expect(given.number?.mode).toBe('dedicated');
      }),
    );
  });

  test('a message never changes a binding', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const routed = route(given);
        if (given.sender?.boundTo != null && routed.kind === 'owned') expect(routed.binding).toBeNull();
      }),
    );
  });
});

function summary(routed: ReturnType<typeof route>): string {
  if (routed.kind === 'unrouted') return `unrouted ${routed.reason}`;
  const owners = routed.owners.map((owner) => `${owner.tenantId} ${owner.as} ${owner.via}`).join(', ');
  return `${owners}${routed.binding ? ' binds' : ''}${routed.isToldOfBinding ? ' told' : ''}`;
}
