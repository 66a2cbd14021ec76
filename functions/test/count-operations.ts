import { SAY_AGAIN_AFTER_MS } from '@casillero/domain/answer/answer-contact';
import { phoneAlias } from '@casillero/domain/sender/alias';
import type { CanonicalPhone } from '@casillero/domain/sender/phone';
import { aJpeg } from './pictures.ts';
import { ANA, DIANA, SHARED, type World } from './world.ts';

/** Firestore's billed operations (documents). */
export type Operations = { readonly reads: number; readonly writes: number; readonly deletes: number };

/** Counts what `work` costs, by the local Firestore's own counter; another server has none. */
export async function countOperations(world: World, host: string, work: () => Promise<unknown>): Promise<Operations> {
  const url = `http://${host}/emulator/v1/projects/${world.projectId}/operations`;
  await fetch(url, { method: 'DELETE' });
  await work();
  const { reads, writes, deletes } = (await (await fetch(url)).json()) as Operations;
  return { reads, writes, deletes };
}

/** What one message costs, by kind, until its webhook is answered; and its work afterwards. */
export type Costs = {
  /** a name that opens a batch, the first message of a sender */
  readonly firstText: Operations;
  /** a name that renames the open batch */
  readonly text: Operations;
  readonly screenshot: Operations;
  /** a name after screenshots: closes the batch and opens the next */
  readonly nextText: Operations;
  /** the same message delivered again */
  readonly duplicate: Operations;
  /** a sender whom nobody owns */
  readonly unrouted: Operations;
  /** a bound contact's first message, outside of business hours: welcome and away message */
  readonly firstContact: Operations;
  /** a contact's further message, answered by nothing, and by the away message */
  readonly contactText: Operations;
  readonly awayText: Operations;
  /** all that a screenshot causes after its webhook: download, reading, summing-up, reply */
  readonly screenshotWork: Operations;
};

/** Makes as many known senders, and as many screenshots in Ana's open batch, as told; then counts each kind of message. */
export async function measureCosts(
  world: World,
  host: string,
  { senders, screenshots }: { senders: number; screenshots: number },
): Promise<Costs> {
  await addSenders(world, senders);
  const count = (work: () => Promise<unknown>) => countOperations(world, host, work);
  const deliver = (from: string, text: string, copies = 1) =>
    world.simulator.control.deliver({ from, to: SHARED, text, faults: { delivery: { copies } } });
  const picture = async (number: number) => ({
    from: ANA,
    to: SHARED,
    media: [{ fileName: 'a.jpg', base64: await aJpeg(number) }],
  });

  const firstText = await count(() => deliver(ANA, 'María'));
  const text = await count(() => deliver(ANA, 'María Rodríguez'));
  const twice = await count(() => deliver(ANA, 'María R.', 2));
  for (let i = 1; i < screenshots; i++) await world.simulator.control.deliver(await picture(i));
  await world.settle();
  const last = await picture(screenshots);
  const screenshot = await count(() => world.simulator.control.deliver(last));
  const screenshotWork = await count(() => world.settle());
  const nextText = await count(() => deliver(ANA, 'José'));
  const unrouted = await count(() => deliver('+50370000999', 'hola'));
  await addContact(world);
  const firstContact = await count(() => deliver(DIANA, 'hola'));
  const contactText = await count(() => deliver(DIANA, '¿hay alguien?'));
  world.advance(SAY_AGAIN_AFTER_MS);
  const awayText = await count(() => deliver(DIANA, '¿y ahora?'));
  const duplicate = {
    reads: twice.reads - text.reads,
    writes: twice.writes - text.writes,
    deletes: twice.deletes - text.deletes,
  };
  return {
    firstText,
    text,
    screenshot,
    nextText,
    duplicate,
    unrouted,
    firstContact,
    contactText,
    awayText,
    screenshotWork,
  };
}

/** Diana is bound to Cuscatlán, which is never open. */
async function addContact(world: World): Promise<void> {
  const hours = {
    ...{ monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] },
    holidays: [],
  };
  await world.firestore.doc('tenants/cuscatlan').update({ welcome: 'Bienvenida', away: 'Cerrado', hours });
  await world.firestore.doc(`senders/${phoneAlias(DIANA as CanonicalPhone)}`).set({
    senderId: 'diana',
    staffOf: null,
    boundTo: 'cuscatlan',
    since: world.now(),
    via: 'operator',
  });
}

/** Registers other staff phones, so that Ana's is one of many. */
async function addSenders(world: World, count: number): Promise<void> {
  const writer = world.firestore.bulkWriter();
  for (let i = 0; i < count; i++) {
    const alias = phoneAlias(`+5037100${String(i).padStart(5, '0')}` as CanonicalPhone);
    void writer.set(world.firestore.doc(`senders/${alias}`), {
      senderId: `sender-${i}`,
      staffOf: 'izalco',
      boundTo: null,
      since: world.now(),
      via: 'registration',
    });
  }
  await writer.close();
}
