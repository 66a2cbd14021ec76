import { randomBytes } from 'node:crypto';
import type { InboundMessage } from '@casillero/domain/message/inbound-message';
import { type ReceivingNumber, receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { paths } from '@casillero/domain/records/paths';
import { phoneAlias } from '@casillero/domain/sender/alias';
import type { CanonicalPhone } from '@casillero/domain/sender/phone';
import { aMessage, aTenant, SHARED_NUMBER } from '@casillero/domain/testing';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import { type Firestore, getFirestore } from 'firebase-admin/firestore';
import { openFirestoreApi } from '../src/firestore/api/firestore-api.ts';
import { transactOnApi } from '../src/firestore/api/transact-on-api.ts';
import { makeReceiveMessage, type ReceiveMessage } from '../src/usecases/receive-message/receive-message.ts';
import type { Operations } from './count-operations.ts';

/** The ways in which a message finds its tenant (R1). */
export const ROUTES = ['staff', 'contact', 'link', 'dedicated', 'stranger'] as const;
export type RouteKind = (typeof ROUTES)[number];

const DEDICATED = receivingNumber('twilio', '+15550111');
/** Senders of each kind that measured messages come from, and that have written before. */
const ACQUAINTED = 10;

/** A platform with so many tenants and senders, on a Firestore project of its own. */
export class RoutingScale {
  readonly #projectId: string;
  readonly #host: string;
  readonly #firestore: Firestore;
  readonly #receive: ReceiveMessage;
  readonly #stop: () => Promise<void>;
  #messages = 0;

  private constructor(host: string) {
    this.#host = host;
    this.#projectId = `demo-${randomBytes(6).toString('hex')}`;
    process.env.FIRESTORE_EMULATOR_HOST = host;
    const app = initializeApp({ projectId: this.#projectId }, this.#projectId);
    this.#firestore = getFirestore(app);
    const api = openFirestoreApi(this.#projectId, host);
    this.#receive = makeReceiveMessage({
      transact: transactOnApi(api),
      enqueue: async () => undefined,
      now: () => new Date(),
    });
    this.#stop = async () => {
      await api.close();
      await deleteApp(app);
    };
  }

  /** @param host host:port of a local Firestore  @param senders half of them staff, half of them contacts */
  static async start(host: string, { tenants, senders }: { tenants: number; senders: number }): Promise<RoutingScale> {
    const scale = new RoutingScale(host);
    await scale.#seed(tenants, Math.max(senders, 2 * ACQUAINTED));
    for (const kind of ['staff', 'contact', 'dedicated'] as const)
      for (let i = 0; i < ACQUAINTED; i++) await scale.send(kind, i);
    return scale;
  }

  /** Receives one message that is routed this way. @returns how long that took, in milliseconds */
  async send(kind: RouteKind, i = this.#messages): Promise<number> {
    this.#messages += 1;
    const [from, text, number] = this.#message(kind, i);
    const message: InboundMessage = aMessage({
      from,
      text,
      receivingNumber: number,
      providerMessageId: `SM${String(this.#messages).padStart(32, '0')}`,
      receivedAt: new Date(),
    });
    const startedAt = performance.now();
    await this.#receive(message);
    return performance.now() - startedAt;
  }

  /** What one message costs. */
  async cost(kind: RouteKind): Promise<Operations> {
    const url = `http://${this.#host}/emulator/v1/projects/${this.#projectId}/operations`;
    await fetch(url, { method: 'DELETE' });
    await this.send(kind);
    return (await fetch(url)).json() as Promise<Operations>;
  }

  stop(): Promise<void> {
    return this.#stop();
  }

  #message(kind: RouteKind, i: number): [string, string, ReceivingNumber] {
    const known = i % ACQUAINTED;
    switch (kind) {
      case 'staff':
        return [phoneOf(2 * known), 'María', SHARED_NUMBER];
      case 'contact':
        return [phoneOf(2 * known + 1), 'hola', SHARED_NUMBER];
      case 'dedicated':
        return [phoneOf(2 * known + 1), 'hola', DEDICATED];
      case 'link':
        return [strangerOf(this.#messages), 'start_code0 hola', SHARED_NUMBER];
      case 'stranger':
        return [strangerOf(this.#messages), 'hola', SHARED_NUMBER];
      default:
        return kind satisfies never;
    }
  }

  async #seed(tenants: number, senders: number): Promise<void> {
    const writer = this.#firestore.bulkWriter({ throttling: false });
    const set = (path: string, fields: object) => void writer.set(this.#firestore.doc(path), fields);
    const since = new Date();
    const number = { provider: 'twilio', display: '', verifiedName: '', status: 'online', createdAt: since };
    set(paths.number(SHARED_NUMBER), { ...number, mode: 'shared', tenantIds: [] });
    set(paths.number(DEDICATED), { ...number, mode: 'dedicated', tenantIds: ['tenant-0'] });
    for (let i = 0; i < tenants; i++) {
      set(paths.tenant(`tenant-${i}`), aTenant());
      set(paths.linkCode(`code${i}`), { tenantId: `tenant-${i}`, isActive: true });
    }
    for (let i = 0; i < senders; i++) {
      const alias = phoneAlias(phoneOf(i) as CanonicalPhone);
      const tenantId = `tenant-${i % tenants}`;
      const [staffOf, boundTo] = i % 2 === 0 ? [tenantId, null] : [null, tenantId];
      const ties = { staffOf, boundTo, since, via: staffOf === null ? 'link' : 'registration' };
      const proven = { provenAccounts: staffOf === null ? [] : [phoneOf(i)], registeredAs: null };
      set(paths.sender(alias), {
        senderId: `sender-${i}`,
        aliases: [alias],
        ...ties,
        ...proven,
        conversationsWith: [],
      });
    }
    await writer.close();
  }
}

const phoneOf = (i: number): string => `+5037${String(i).padStart(7, '0')}`;
const strangerOf = (i: number): string => `+5036${String(i).padStart(7, '0')}`;
