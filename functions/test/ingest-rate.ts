import { randomBytes } from 'node:crypto';
import type { DocumentWrite } from '@casillero/domain/records/document-write';
import { paths } from '@casillero/domain/records/paths';
import { phoneAlias } from '@casillero/domain/sender/alias';
import type { CanonicalPhone } from '@casillero/domain/sender/phone';
import { aTenant, SHARED_NUMBER } from '@casillero/domain/testing';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import { type Firestore, getFirestore } from 'firebase-admin/firestore';
import twilio from 'twilio';
import { type FirestoreApi, openFirestoreApi } from '../src/firestore/api/firestore-api.ts';
import { toWrite } from '../src/firestore/api/to-write.ts';
import { transactOnApi } from '../src/firestore/api/transact-on-api.ts';
import { applyTo } from '../src/firestore/transact.ts';
import { isSignedByTwilio } from '../src/provider/twilio/verify-signature.ts';
import { makeTwilioWebhook } from '../src/triggers/twilio-webhook.ts';
import type { WebhookHandler } from '../src/triggers/webhook.ts';
import type { Transact } from '../src/usecases/documents.ts';
import { makeReceiveMessage } from '../src/usecases/receive-message/receive-message.ts';

const AUTH_TOKEN = '0badc0de0badc0de0badc0de0badc0de';
const ACCOUNT = 'AC00000000000000000000000000000001';
const URL = 'https://casillero.example/webhooks/twilio';

/** Staff phones that write; each has an open batch, so that a text renames it: the commonest message. */
const SENDERS = 64;
const TENANTS = 16;

/** Messages of known staff phones, taken in by the real webhook; and beside it bare commits of the same writes. */
export class IngestRate {
  readonly #firestore: Firestore;
  readonly #webhook: WebhookHandler;
  /** decides on everything and commits nothing: what it would write is kept */
  readonly #dryWebhook: WebhookHandler;
  readonly #api: FirestoreApi;
  #kept: (readonly DocumentWrite[])[] = [];
  readonly #stop: () => Promise<void>;
  #messages = 0;

  private constructor(host: string) {
    const projectId = `demo-${randomBytes(6).toString('hex')}`;
    process.env.FIRESTORE_EMULATOR_HOST = host;
    const app = initializeApp({ projectId }, projectId);
    this.#firestore = getFirestore(app);
    this.#api = openFirestoreApi(projectId, host);
    const transact = transactOnApi(this.#api);
    const dry: Transact = (work) =>
      transact(async (read) => {
        const { writes, result } = await work(read);
        this.#kept.push(writes);
        return { writes: [], result };
      });
    this.#webhook = webhookOver(transact);
    this.#dryWebhook = webhookOver(dry);
    this.#stop = async () => {
      await this.#api.close();
      await deleteApp(app);
    };
  }

  /** @param host host:port of a local Firestore */
  static async start(host: string): Promise<IngestRate> {
    const rate = new IngestRate(host);
    await rate.#seed();
    for (let i = 0; i < SENDERS; i += 16) await rate.throughWebhook(16, 16);
    return rate;
  }

  /** Takes messages in, so many at once. @returns messages per second */
  throughWebhook(count: number, atOnce: number): Promise<number> {
    const requests = Array.from({ length: count }, () => this.#request());
    return perSecond(requests, atOnce, async (request) => {
      const { status } = await this.#webhook(request);
      if (status !== 200) throw new Error(`the webhook answers ${status}`);
    });
  }

  /** Commits by the Admin SDK what as many messages would have written, so many at once. @returns commits per second */
  async bareCommits(count: number, atOnce: number): Promise<number> {
    return perSecond(await this.#decided(count, atOnce), atOnce, (writes) => {
      const batch = this.#firestore.batch();
      applyTo(batch, this.#firestore, writes);
      return batch.commit();
    });
  }

  /** The same over Firestore's API itself. @returns commits per second */
  async leanCommits(count: number, atOnce: number): Promise<number> {
    const { commit, nameOf } = this.#api;
    return perSecond(await this.#decided(count, atOnce), atOnce, (writes) =>
      commit(
        writes.map((write) => toWrite(write, nameOf(write.path))),
        null,
      ),
    );
  }

  /** What new messages would write. */
  async #decided(count: number, atOnce: number): Promise<readonly (readonly DocumentWrite[])[]> {
    this.#kept = [];
    const requests = Array.from({ length: count }, () => this.#request());
    await perSecond(requests, atOnce, this.#dryWebhook);
    if (this.#kept.length !== count) throw new Error('a message was not decided');
    return this.#kept;
  }

  stop(): Promise<void> {
    return this.#stop();
  }

  #request(): Parameters<WebhookHandler>[0] {
    const i = this.#messages++;
    const fields: Record<string, string> = {
      MessageSid: `SM${String(i).padStart(32, '0')}`,
      AccountSid: ACCOUNT,
      From: `whatsapp:${phoneOf(i % SENDERS)}`,
      To: `whatsapp:${SHARED_NUMBER.slice('twilio:'.length)}`,
      WaId: phoneOf(i % SENDERS).slice(1),
      ProfileName: 'Ana',
      Body: `María Rodríguez ${i}`,
      NumMedia: '0',
      MessageType: 'text',
      SmsStatus: 'received',
      ApiVersion: '2010-04-01',
    };
    const signature = twilio.getExpectedTwilioSignature(AUTH_TOKEN, URL, fields);
    const headers: Record<string, string> = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signature,
    };
    return {
      method: 'POST',
      url: '/webhooks/twilio',
      header: (name) => headers[name.toLowerCase()],
      rawBody: Buffer.from(new URLSearchParams(fields).toString()),
    };
  }

  async #seed(): Promise<void> {
    const writer = this.#firestore.bulkWriter({ throttling: false });
    const set = (path: string, fields: object) => void writer.set(this.#firestore.doc(path), fields);
    const since = new Date();
    set(paths.number(SHARED_NUMBER), {
      provider: 'twilio',
      mode: 'shared',
      tenantIds: [],
      display: '',
      verifiedName: '',
      status: 'online',
      createdAt: since,
    });
    for (let i = 0; i < TENANTS; i++) set(paths.tenant(`tenant-${i}`), aTenant());
    for (let i = 0; i < SENDERS; i++) {
      const alias = phoneAlias(phoneOf(i) as CanonicalPhone);
      set(paths.sender(alias), {
        senderId: `sender-${i}`,
        aliases: [alias],
        staffOf: `tenant-${i % TENANTS}`,
        boundTo: null,
        since,
        via: 'registration',
        provenAccounts: [phoneOf(i)],
        registeredAs: null,
      });
    }
    await writer.close();
  }
}

const phoneOf = (i: number): string => `+5037000${String(i).padStart(4, '0')}`;

const webhookOver = (transact: Transact): WebhookHandler =>
  makeTwilioWebhook({
    receive: makeReceiveMessage({ transact, enqueue: async () => undefined, now: () => new Date() }),

    keep: async () => undefined,
    isOutage: () => true,
    recordStatus: async () => 'kept',
    recordIgnored: async () => 'recorded',
    isSigned: (signature, query, fields) => isSignedByTwilio(signature, `${URL}${query}`, fields, [AUTH_TOKEN]),
    maxBytes: 1_048_576,
    now: () => new Date(),
    log: () => undefined,
  });

async function perSecond<Item>(
  items: readonly Item[],
  atOnce: number,
  act: (item: Item) => Promise<unknown>,
): Promise<number> {
  let next = 0;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let item = items[next++]; item !== undefined; item = items[next++]) await act(item);
    }),
  );
  return (items.length * 1_000) / (performance.now() - startedAt);
}
