import { describe, expect, test } from 'vitest';
import type { LinkCode } from '../link-code/link-code.ts';
import type { TenantId } from '../tenant/tenant-id.ts';
import {
  type Route,
  type RoutedLink,
  type RoutedNumber,
  type RoutedSender,
  type RoutingFacts,
  route,
} from './route.ts';

/** R1 to R3 over every combination of what routing can be given: two tenants stand for all, one is never told from the other. */
const a = 'cuscatlan' as TenantId;
const b = 'izalco' as TenantId;

const NUMBERS: Record<string, RoutedNumber | null> = {
  'unknown number': null,
  shared: { mode: 'shared', tenantIds: [] },
  'of nobody': { mode: 'dedicated', tenantIds: [] },
  'of A': { mode: 'dedicated', tenantIds: [a] },
  'of B': { mode: 'dedicated', tenantIds: [b] },
  'of A and B': { mode: 'dedicated', tenantIds: [a, b] },
  'of B, A and B again': { mode: 'dedicated', tenantIds: [b, a, b] },
};
const TENANTS = [null, a, b] as const;
const SENDERS: (RoutedSender | null)[] = [
  null,
  ...TENANTS.flatMap((staffOf) => TENANTS.map((boundTo) => ({ staffOf, boundTo }))),
];
const code = 'maria7k' as LinkCode;
const LINKS: (RoutedLink | null)[] = [
  null,
  { code, known: false },
  ...[a, b].flatMap((tenantId) =>
    [true, false].map((isActive) => ({ code, known: true as const, tenantId, isActive })),
  ),
];
const EVERY: [string, RoutingFacts][] = Object.entries(NUMBERS).flatMap(([name, number]) =>
  SENDERS.flatMap((sender) =>
    LINKS.flatMap((link) => TENANTS.map((proof): [string, RoutingFacts] => [name, { number, sender, link, proof }])),
  ),
);

/** The specification's rules in its order, each as a condition and what it says; the first that holds decides. */
type Rule = {
  readonly says: string;
  readonly holds: (facts: RoutingFacts) => boolean;
  readonly outcome: (facts: RoutingFacts) => string;
};
const owners = (facts: RoutingFacts) => [...new Set(facts.number?.tenantIds ?? [])];
const isShared = ({ number }: RoutingFacts) => number?.mode === 'shared';
const activeLink = ({ link }: RoutingFacts) => (link?.known === true && link.isActive ? link.tenantId : null);
const RULES: readonly Rule[] = [
  { says: 'R3 unknown number', holds: ({ number }) => number === null, outcome: () => 'unrouted unknown-number' },
  {
    says: 'R54 a proven code, where that tenant may be written to',
    holds: (facts) => facts.proof !== null && (isShared(facts) || owners(facts).includes(facts.proof)),
    outcome: ({ proof }) => `${proof} intake registration`,
  },
  {
    says: 'R3 a dedicated number of nobody',
    holds: (facts) => !isShared(facts) && owners(facts).length === 0,
    outcome: () => 'unrouted unassigned-number',
  },
  {
    says: 'R1.1 and R2: dedicated, own staff is intake',
    holds: (facts) => !isShared(facts),
    outcome: (facts) =>
      owners(facts)
        .map((tenant) => `${tenant} ${facts.sender?.staffOf === tenant ? 'intake' : 'contact'} dedicated`)
        .join(', '),
  },
  {
    says: 'R1.2 staff',
    holds: ({ sender }) => (sender?.staffOf ?? null) !== null,
    outcome: ({ sender }) => `${sender?.staffOf} intake staff`,
  },
  {
    says: 'R1.3 another’s link does not overwrite a binding, and is told',
    holds: (facts) => {
      const linked = activeLink(facts);
      return (facts.sender?.boundTo ?? null) !== null && linked !== null && linked !== facts.sender?.boundTo;
    },
    outcome: ({ sender }) => `${sender?.boundTo} contact binding told`,
  },
  {
    says: 'R1.4 binding',
    holds: ({ sender }) => (sender?.boundTo ?? null) !== null,
    outcome: ({ sender }) => `${sender?.boundTo} contact binding`,
  },
  {
    says: 'R1.3 a link that is on binds',
    holds: (facts) => activeLink(facts) !== null,
    outcome: (facts) => `${activeLink(facts)} contact link binds`,
  },
  {
    says: 'R3 a link that is off',
    holds: ({ link }) => link?.known === true,
    outcome: () => 'unrouted inactive-link-code',
  },
  { says: 'R1.5 an unknown link', holds: ({ link }) => link !== null, outcome: () => 'unrouted unknown-link-code' },
  { says: 'R1.5 nobody’s', holds: () => true, outcome: () => 'unrouted unknown-sender' },
];
const ruleFor = (facts: RoutingFacts) => RULES.find(({ holds }) => holds(facts));

function inWords(routed: Route): string {
  if (routed.kind === 'unrouted') return `unrouted ${routed.reason}`;
  const who = routed.owners.map(({ tenantId, as, via }) => `${tenantId} ${as} ${via}`).join(', ');
  return `${who}${routed.binding === null ? '' : ' binds'}${routed.isToldOfBinding ? ' told' : ''}`;
}

describe('route, over every combination', () => {
  test(`there are ${EVERY.length} of them, and every rule decides some`, () => {
    expect(EVERY).toHaveLength(7 * 10 * 6 * 3);
    const deciding = new Set(EVERY.map(([, facts]) => ruleFor(facts)?.says));
    expect([...deciding].toSorted()).toEqual(RULES.map(({ says }) => says).toSorted());
  });

  test.each(Object.keys(NUMBERS))('%s', (number) => {
    const rows = EVERY.filter(([name]) => name === number);
    const told = rows.map(([, facts]) => `${JSON.stringify(facts)} ▶ ${inWords(route(facts))}`);
    expect(told).toEqual(rows.map(([, facts]) => `${JSON.stringify(facts)} ▶ ${ruleFor(facts)?.outcome(facts)}`));
  });

  test('tenants are never told apart: with A and B exchanged, the answer is the same with A and B exchanged', () => {
    const exchanged = (text: string) => text.replaceAll(a, '?').replaceAll(b, a).replaceAll('?', b);
    const sorted = (text: string) => text.split(', ').toSorted().join(', ');
    for (const [, facts] of EVERY) {
      const other = JSON.parse(exchanged(JSON.stringify(facts))) as RoutingFacts;
      expect(sorted(inWords(route(other)))).toBe(sorted(exchanged(inWords(route(facts)))));
    }
  });
});
