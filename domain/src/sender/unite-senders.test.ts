import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aSender, NOW } from '../../testing/index.ts';
import type { TenantId } from '../tenant/tenant-id.ts';
import type { SenderAlias, SenderId } from './alias.ts';
import { asKnown, asRecord, type KnownSender } from './known-sender.ts';
import { moveAlias } from './move-alias.ts';
import { uniteSenders } from './unite-senders.ts';

const tenants = fc.constantFrom('cuscatlan', 'izalco', 'santa-ana').map((id) => id as TenantId);
const day = fc.nat(300).map((days) => new Date(NOW.getTime() + days * 86_400_000));
const tie = fc.option(fc.record({ tenantId: tenants, since: day, via: fc.constant('link' as const) }), { nil: null });

/** A sender under its own number `n`, with or without a phone, and one hidden id. */
const senderNumber = (n: number): fc.Arbitrary<KnownSender> =>
  fc.record({ staff: tie, binding: tie, hasPhone: fc.boolean(), at: day }).map(({ staff, binding, hasPhone, at }) => {
    const phone = `phone:+5037000000${n}` as SenderAlias;
    const hidden = `lid:sol:${n}` as SenderAlias;
    return aSender({
      senderId: `sender-${n}` as SenderId,
      aliases: hasPhone ? [phone, hidden] : [hidden],
      staff,
      binding,
      provenAccounts: staff === null ? [] : [hidden],
      registeredAs: staff === null ? null : hidden,
      firstSeen: { at, via: 'message' },
    });
  });
const several = fc
  .integer({ min: 1, max: 3 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, n) => senderNumber(n))));

const aliasesOf = (senders: readonly KnownSender[]) => senders.flatMap(({ aliases }) => aliases);

describe('uniteSenders', () => {
  test('is the same in whatever order the aliases were found', () => {
    fc.assert(
      fc.property(several, (senders) => {
        const hidden = senders.map(({ aliases }) => aliases.at(-1) as SenderAlias);
        const { sender } = uniteSenders(hidden, senders);
        const again = uniteSenders(hidden.toReversed(), senders.toReversed());
        expect({ ...again.sender, aliases: again.sender.aliases.toSorted() }).toEqual({
          ...sender,
          aliases: sender.aliases.toSorted(),
        });
      }),
    );
  });

  test('first contact wins: what stands is never younger than what is given up', () => {
    fc.assert(
      fc.property(several, (senders) => {
        const { sender, dropped } = uniteSenders(aliasesOf(senders), senders);
        for (const other of dropped) {
          if (other.binding !== null)
            expect(sender.binding?.since.getTime()).toBeLessThanOrEqual(other.binding.since.getTime());
          if (other.staff !== null)
            expect(sender.staff?.since.getTime()).toBeLessThanOrEqual(other.staff.since.getTime());
        }
      }),
    );
  });

  test('no alias is lost, none is in two senders, and a second phone is never made the first one’s', () => {
    fc.assert(
      fc.property(several, (senders) => {
        const { sender, dropped } = uniteSenders(aliasesOf(senders), senders);
        const gone = new Set([sender.senderId, ...dropped.map(({ senderId }) => senderId)]);
        const apart = senders.filter(({ senderId }) => !gone.has(senderId));
        expect([...sender.aliases, ...aliasesOf(apart)].toSorted()).toEqual(aliasesOf(senders).toSorted());
        expect(sender.aliases.filter((alias) => alias.startsWith('phone:')).length).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('a message proves no phone but its own: another spelling of the staff phone stays unproven', () => {
    const phone = 'phone:+525512345678' as SenderAlias;
    const staff = aSender({
      aliases: [phone],
      staff: { tenantId: 'cuscatlan' as TenantId, since: NOW, via: 'registration' },
      provenAccounts: ['+5215512345678'],
    });
    const bsuid = 'bsuid:p:MX.1' as SenderAlias;
    const proven = uniteSenders([phone, bsuid], [staff], ['+5215512345678', bsuid]).sender.provenAccounts;
    const unproven = uniteSenders([phone, bsuid], [staff], ['+525512345678', bsuid]).sender.provenAccounts;
    expect([proven, unproven]).toEqual([['+5215512345678', bsuid], ['+5215512345678']]);
  });
});

test('a stored sender comes back as it was', () => {
  fc.assert(
    fc.property(senderNumber(1), (sender) => {
      const again = asKnown(asRecord(sender), sender.aliases[0] as SenderAlias);
      expect(asRecord(again)).toEqual(asRecord(sender));
    }),
  );
});

test('whoever moves leaves the old alias to nobody, and no proof of it behind', () => {
  fc.assert(
    fc.property(senderNumber(1), fc.option(senderNumber(2), { nil: null }), (sender, holder) => {
      const from = sender.aliases[0] as SenderAlias;
      const to = 'phone:+50370000999' as SenderAlias;
      const move = moveAlias(from, to, sender, holder);
      const after = move.kind === 'moved' ? move.united.sender : move.sender;
      expect(after.aliases).not.toContain(from);
      expect(after.provenAccounts).not.toContain(from);
    }),
  );
});
