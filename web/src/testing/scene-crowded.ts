import type { CallOf, Endpoint } from '@casillero/domain/api/endpoint';
import { ok, type Result } from '@casillero/domain/result';
import { aTenant } from './builders.ts';
import { aChatMessage, aConversation } from './conversation-builders.ts';
import type { MemoryWorld } from './memory-app.ts';
import { aLink, aMessage, aNumber, anUnrouted, aPhone, aPurchase } from './record-builders.ts';
import { answerScene } from './scene-answers.ts';

/*
 * As much of everything as there may be, with the names that break a layout: 80 characters without a blank, written from
 * right to left, of one letter.
 */

const TENANT = 'envios-lempa';
const MANY = 1_000;

/** 80 characters that no line can break. */
export const UNBREAKABLE = `${'ImportacionesYEncomiendas'.repeat(3)}Lempa`;

/** From right to left; digits after it change sides where it is not isolated. */
export const RIGHT_TO_LEFT = 'شركة النيل للشحن';

const NAMES = [UNBREAKABLE, RIGHT_TO_LEFT, 'A', 'Paquetería Pipil Internacional, sucursal de San Miguel'] as const;
const nameOf = (place: number): string => {
  const name = NAMES[place % NAMES.length] ?? 'A';
  return place < NAMES.length ? name : `${name} ${place}`;
};
const phoneOf = (place: number): string => `+5037000${String(place % 1_000).padStart(4, '0')}`;
const ago = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);
const all = <Record>(make: (place: number) => Record, count = MANY): readonly Record[] =>
  Array.from({ length: count }, (_, place) => make(place));

/** A thousand of each, where a thousand may be. */
export const crowdedWorld: MemoryWorld = {
  batches: {},
  screenshots: {},
  tenants: [
    aTenant({ name: UNBREAKABLE }),
    ...all((place) =>
      aTenant({
        id: `tenant-${place}`,
        name: nameOf(place),
        status: place % 9 === 4 ? 'suspended' : 'active',
        ...(place % 9 === 4 ? { suspendedReason: `No ha pagado desde enero. ${UNBREAKABLE}` } : {}),
      }),
    ),
  ],
  phones: {
    [TENANT]: all(
      (place) =>
        aPhone({
          id: `phone:${phoneOf(place)}`,
          phone: phoneOf(place),
          label: nameOf(place),
          profileName: nameOf(place + 1),
        }),
      60,
    ),
  },
  links: {
    [TENANT]: all((place) => aLink({ id: `codigo${place}`, label: nameOf(place), useCount: place * 997 }), 200),
  },
  numbers: all((place) =>
    aNumber({
      id: `meta:77000000${String(place).padStart(7, '0')}`,
      provider: 'meta',
      mode: 'dedicated',
      tenantIds: place === 0 ? [...all((each) => `tenant-${each}`, 12)] : place % 3 === 0 ? [] : [`tenant-${place}`],
      display: place === 1 ? UNBREAKABLE : `+503 7000 ${String(place).padStart(4, '0')}`,
      verifiedName: nameOf(place),
    }),
  ),
  purchases: all((place) => aPurchase({ id: `purchase-${place}`, state: 'online', profileName: nameOf(place) }), 60),
  unrouted: all((place) =>
    anUnrouted({
      id: `phone:${phoneOf(place)}`,
      display: phoneOf(place),
      profileName: nameOf(place),
      lastText: place % 2 === 0 ? UNBREAKABLE.repeat(4) : `${RIGHT_TO_LEFT} 123`,
      lastAt: ago(place * 7),
    }),
  ),
  unroutedMessages: {
    [`phone:${phoneOf(0)}`]: all((place) => aMessage({ id: `m-${place}`, text: UNBREAKABLE.repeat(2) }), 60),
  },
  conversations: {
    [TENANT]: all((place) =>
      aConversation({
        id: `contact-${place}`,
        profileName: nameOf(place),
        phone: phoneOf(place),
        lastText: place % 2 === 0 ? UNBREAKABLE : `${RIGHT_TO_LEFT} 123`,
        lastMessageAt: ago(place * 11),
        unreadCount: place % 3 === 0 ? place + 1 : 0,
      }),
    ),
  },
  messages: {
    'contact-0': all(
      (place) =>
        aChatMessage({
          id: `m-${place}`,
          direction: place % 2 === 0 ? 'in' : 'out',
          text: place % 3 === 0 ? UNBREAKABLE.repeat(3) : place % 3 === 1 ? `${RIGHT_TO_LEFT} 123` : 'Gracias',
          at: ago((MANY - place) * 9),
        }),
      MANY,
    ),
  },
};

const sender = (names: { readonly bound: string; readonly conversations: number }) => ({
  senderId: 'snd_01J9',
  aliases: all((place) => `bsuid:102030405060708:${UNBREAKABLE}${place}`, 4),
  phone: '+50370000300',
  staffOf: {
    tenantId: 'tenant-1',
    name: RIGHT_TO_LEFT,
    since: ago(9_000).toISOString(),
    via: 'registration',
    isProven: false,
  },
  boundTo: { tenantId: TENANT, name: names.bound, since: ago(90_000).toISOString(), via: 'link' },
  conversations: all(
    (place) => ({
      tenantId: `tenant-${place}`,
      name: nameOf(place),
      kind: 'contact',
      lastMessageAt: ago(place).toISOString(),
    }),
    names.conversations,
  ),
  isUnrouted: true,
});

/** Long answers where the API has some; everything else as in the full scene. */
export const answerCrowded = (endpoint: Endpoint, call: CallOf<Endpoint>): Result<unknown> | null =>
  endpoint.id === 'lookUpSender' ? ok(sender({ bound: UNBREAKABLE, conversations: 12 })) : answerScene(endpoint, call);
