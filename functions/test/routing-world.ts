import { randomInt } from 'node:crypto';
import type { InboundMessage } from '@casillero/domain/message/inbound-message';
import { receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { paths } from '@casillero/domain/records/paths';
import type { SenderRecord } from '@casillero/domain/records/routing-records';
import type { SenderAlias } from '@casillero/domain/sender/alias';
import { aMessage, aTenant, SHARED_NUMBER } from '@casillero/domain/testing';
import { makeRoutingEndpoints } from '../src/composition/routing-endpoints.ts';
import { findOverdueRegistrationsOn } from '../src/firestore/find-registrations.ts';
import { findBySenderOn, listByTimeOn } from '../src/firestore/kept-documents.ts';
import { makeReceiveMessage, type ReceiveMessage } from '../src/usecases/receive-message/receive-message.ts';
import { makeExpireRegistrations } from '../src/usecases/registrations/end-registration.ts';
import { moveHistory } from '../src/usecases/work-off/move-history.ts';
import { takeUnrouted } from '../src/usecases/work-off/take-unrouted.ts';
import { makeWorkOff, type WorkOff } from '../src/usecases/work-off/work-off.ts';
import { nobodyWorks } from './nobody-works.ts';
import { TestApi } from './start-api.ts';

export const DEDICATED = receivingNumber('twilio', '+15550111');
export const FAN_OUT = receivingNumber('twilio', '+15550122');

/** Two importers, a shared number, one of Cuscatlán's own, one for both: the API and the receipt of messages on one Firestore. */
export class RoutingWorld {
  readonly api: TestApi;
  readonly receive: ReceiveMessage;
  readonly expire: () => Promise<number>;
  readonly workOff: WorkOff;
  #messages = 0;

  private constructor(api: TestApi) {
    this.api = api;
    const { world } = api;
    this.receive = makeReceiveMessage(world);
    this.expire = makeExpireRegistrations({ ...world, find: findOverdueRegistrationsOn(world.firestore) });
    const list = listByTimeOn(world.firestore);
    this.workOff = makeWorkOff({
      ...world,
      workers: {
        ...nobodyWorks(),
        'move-history': moveHistory({ ...world, list, findBySender: findBySenderOn(world.firestore) }),
        'take-unrouted': takeUnrouted({ ...world, list }),
      },
      onFailure: () => undefined,
    });
  }

  static async start(): Promise<RoutingWorld> {
    const api = await TestApi.start((world) =>
      makeRoutingEndpoints({
        ...world,
        random: (below, count) => Array.from({ length: count }, () => randomInt(below)),
        linkPrefix: () => 'start_',
      }),
    );
    const number = (key: string, tenantIds: string[]) => ({
      provider: 'twilio',
      mode: tenantIds.length === 0 ? 'shared' : 'dedicated',
      tenantIds,
      display: key.slice('twilio:'.length),
      verifiedName: 'Casillero',
      status: 'online',
      createdAt: new Date(),
    });
    await api.write({
      'tenants/cuscatlan': { ...aTenant() },
      'tenants/izalco': { ...aTenant({ name: 'Envíos Izalco' }) },
      [paths.number(SHARED_NUMBER)]: number(SHARED_NUMBER, []),
      [paths.number(DEDICATED)]: number(DEDICATED, ['cuscatlan']),
      [paths.number(FAN_OUT)]: number(FAN_OUT, ['cuscatlan', 'izalco']),
    });
    return new RoutingWorld(api);
  }

  /** A message as it arrives now; each is another one. */
  message(over: Parameters<typeof aMessage>[0] = {}): InboundMessage {
    this.#messages += 1;
    const providerMessageId = `SM${String(this.#messages).padStart(32, '0')}`;
    return aMessage({ providerMessageId, receivedAt: this.api.world.now(), ...over });
  }

  /** Sends a text from a phone, and tells what became of it. */
  async send(from: string, text: string, over: Parameters<typeof aMessage>[0] = {}) {
    return this.receive(this.message({ from, text, ...over }));
  }

  async sender(alias: string): Promise<SenderRecord | null> {
    return (await this.api.read(paths.sender(alias as SenderAlias))) as SenderRecord | null;
  }

  /** What senders were told, oldest first. */
  async replies(address?: string): Promise<string[]> {
    const sent = (await this.api.list('outbox')).filter(
      (entry) => entry.kind === 'send' && (address === undefined || entry.address === address),
    );
    const time = (value: unknown) => (value as { toMillis(): number }).toMillis();
    return sent.sort((a, b) => time(a.createdAt) - time(b.createdAt)).map(({ text }) => String(text));
  }

  /** Does all work of the kinds that belong here, whenever it is due. */
  async settle(): Promise<void> {
    for (let task = this.api.world.queue.take(); task !== null; task = this.api.world.queue.take()) {
      const wait = task.at.getTime() - this.api.world.now().getTime();
      if (wait > 0) this.api.advance(wait);
      await this.workOff(task.payload.outboxId);
    }
  }
}
