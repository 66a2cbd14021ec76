import { createHmac, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OutboxRecord } from '@casillero/domain/records/outbox-record';
import { type Simulator, startSimulator } from '@casillero/provider-simulator';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import { type Firestore, getFirestore } from 'firebase-admin/firestore';
import { inject } from 'vitest';
import { openFirestoreApi } from '../src/firestore/api/firestore-api.ts';
import { transactOnApi } from '../src/firestore/api/transact-on-api.ts';
import { findNumbersOfAccountOn } from '../src/firestore/find-numbers-of-account.ts';
import { isOurPhoneOn } from '../src/firestore/is-our-phone.ts';
import { isOutage } from '../src/firestore/is-outage.ts';
import { readOn, transactOn } from '../src/firestore/transact.ts';
import { checkFile } from '../src/media/check-file.ts';
import { checkMedia } from '../src/media/check-media.ts';
import { byProvider } from '../src/provider/by-provider.ts';
import { downloadFromMeta } from '../src/provider/meta/download-media.ts';
import { findSentByMeta, markReadByMeta, sendByMeta } from '../src/provider/meta/messages.ts';
import { downloadFromWaha } from '../src/provider/waha/download-media.ts';
import { findSentByWaha, markReadByWaha, sendByWaha } from '../src/provider/waha/messages.ts';
import { resolveHiddenId } from '../src/provider/waha/resolve-hidden-id.ts';
import { makeEnqueueEntries } from '../src/queues/enqueue-entries.ts';
import { open, parseSealingKeys } from '../src/secrets/sealed.ts';
import { makeMetaWebhook } from '../src/triggers/meta-webhook.ts';
import { makeWahaWebhook } from '../src/triggers/waha-webhook.ts';
import type { Log } from '../src/triggers/webhook.ts';
import { makeAccountDirectory } from '../src/usecases/accounts/account-directory.ts';
import { makeNoteToken } from '../src/usecases/accounts/note-token.ts';
import { makeLinkAliases } from '../src/usecases/link-aliases/link-aliases.ts';
import { makeMediaLinkOf } from '../src/usecases/outgoing-files/media-link.ts';
import type { TakeEventsKeeping } from '../src/usecases/problems/ports.ts';
import { makeReceiveMessage } from '../src/usecases/receive-message/receive-message.ts';
import { makeRecordStatus } from '../src/usecases/record-status/record-status.ts';
import { makeCountRefused, makeKeepUnprocessed } from '../src/usecases/take-events/keep-unprocessed.ts';
import { makeNoteSent } from '../src/usecases/take-events/note-sent.ts';
import { makeRecordIgnored } from '../src/usecases/take-events/record-ignored.ts';
import { makeRecordNumberEvent } from '../src/usecases/take-events/record-number-event.ts';
import { makeRecordOwnMessage } from '../src/usecases/take-events/record-own-message.ts';
import { makeTakeEvents, type TakeEventsDeps } from '../src/usecases/take-events/take-events.ts';
import { makeNoteWahaMessage, makeRecordWahaSession } from '../src/usecases/waha-sessions/record-session.ts';
import { extractOrder, type ReadOrder } from '../src/usecases/work-off/extract-order.ts';
import { fetchMedia } from '../src/usecases/work-off/fetch-media.ts';
import { fetchMessageMedia } from '../src/usecases/work-off/fetch-message-media.ts';
import { makeMarkArrived } from '../src/usecases/work-off/mark-arrived.ts';
import { sendReply } from '../src/usecases/work-off/send-reply.ts';
import { sumUp } from '../src/usecases/work-off/sum-up.ts';
import { makeWorkOff, type Reason, type Worker } from '../src/usecases/work-off/work-off.ts';
import { furnishProviders } from './furnish-providers.ts';
import { MemoryQueue } from './memory-queue.ts';
import { asMetaWrites, OWN, PLATFORM, serveWebhook, WAHA } from './provider-accounts.ts';

/** Real Firestore, the real webhooks behind a socket, Meta and WAHA of the provider simulator; queue and bucket in memory. */
export class ProvidersWorld {
  readonly queue = new MemoryQueue();
  readonly bucket = new Map<string, Uint8Array>();
  readonly failures: { id: string; reason: Reason; isFinal: boolean }[] = [];
  readonly logged: { event: string; details: Record<string, unknown> }[] = [];
  readonly statuses: unknown[] = [];
  readonly aliasChanges: unknown[] = [];
  readonly firestore: Firestore;
  readonly simulator: Simulator;
  readonly origin: string;
  readonly workOff;
  readonly providers;
  readonly transact;
  readonly directory;
  readonly takeEventsKeeping: TakeEventsKeeping;
  /** where our API is, as providers reach it; set by a test that has one */
  publicOrigin = '';
  readonly #stop: () => Promise<void>;
  #aheadMs = 0;

  static async start(read: ReadOrder, over: Partial<TakeEventsDeps> = {}): Promise<ProvidersWorld> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const simulator = await startSimulator({
      port: 0,
      target: origin,
      accounts: [],
      numbers: [],
      people: [],
      meta: {
        apps: [
          { id: '300000000000001', secret: PLATFORM.appSecret, verifyToken: PLATFORM.verifyToken },
          {
            id: '300000000000002',
            secret: OWN.appSecret,
            verifyToken: OWN.verifyToken,
            webhookUrl: `${origin}/webhooks/meta/${OWN.accountId}`,
          },
        ],
        wabas: [
          {
            id: PLATFORM.wabaId,
            portfolioId: PLATFORM.portfolioId,
            appId: '300000000000001',
            accessTokens: [PLATFORM.token],
          },
          { id: OWN.wabaId, portfolioId: OWN.portfolioId, appId: '300000000000002', accessTokens: [OWN.token] },
        ],
        numbers: [PLATFORM, OWN].map(({ phone, phoneNumberId, wabaId }) => ({
          provider: 'meta' as const,
          phone,
          name: 'Casillero',
          phoneNumberId,
          wabaId,
          isCoexistence: true,
        })),
      },
      waha: {
        apiKey: WAHA.apiKey,
        sessions: [{ name: WAHA.session, phone: WAHA.phone }],
        globalWebhook: { events: EVENTS, hmac: { key: WAHA.hmacKey } },
      },
    });
    const world = new ProvidersWorld(server, origin, simulator, read, over);
    await furnishProviders(world.firestore, world.keys);
    return world;
  }

  private constructor(
    server: Server,
    origin: string,
    simulator: Simulator,
    read: ReadOrder,
    over: Partial<TakeEventsDeps>,
  ) {
    this.origin = origin;
    this.simulator = simulator;
    const projectId = `demo-${randomBytes(6).toString('hex')}`;
    process.env.FIRESTORE_EMULATOR_HOST = inject('firestoreHost');
    const app = initializeApp({ projectId }, projectId);
    this.firestore = getFirestore(app);
    const now = () => this.now();
    const transact = transactOn(this.firestore);
    this.transact = transact;
    const api = openFirestoreApi(projectId, inject('firestoreHost'));
    const transactMessage = transactOnApi(api);
    const enqueue = makeEnqueueEntries({ addTask: this.queue.addTask, onFailure: () => undefined });
    const keep = makeKeepUnprocessed({ transact, now });
    const directory = makeAccountDirectory({
      readDocument: async (path) => (await this.firestore.doc(path).get()).data() ?? null,
      open: (accountId, field, sealed) => {
        const opened = open(this.keys, `accounts/${accountId}#${field}`, sealed);
        return opened.ok ? opened.value : null;
      },
      platform: () => ({
        appSecrets: [PLATFORM.appSecret],
        verifyTokens: [PLATFORM.verifyToken],
        accessToken: PLATFORM.token,
        portfolioId: PLATFORM.portfolioId,
      }),
      now,
    });
    const log: Log = (_severity, event, details) => void this.logged.push({ event, details });
    const recordStatus = makeRecordStatus({ transact: transactMessage, now });
    const linkAliases = makeLinkAliases({ transact, enqueue, now });
    this.directory = directory;
    this.takeEventsKeeping = (kept) =>
      makeTakeEvents({
        receive: makeReceiveMessage({ transact: transactMessage, enqueue, now }),
        recordStatus: async (status) => {
          this.statuses.push(status);
          await recordStatus(status);
        },
        linkAliases: async (change) => {
          this.aliasChanges.push(change);
          await linkAliases(change);
        },
        recordNumberEvent: makeRecordNumberEvent({
          transact,
          findNumbers: findNumbersOfAccountOn(this.firestore),
          ownerOf: directory.ownerOf,
          now,
        }),
        noteSent: makeNoteSent({ transact }),
        recordIgnored: makeRecordIgnored({ transact: transactMessage, now }),
        recordOwnMessage: makeRecordOwnMessage({ transact, now }),
        keep: kept,
        isOutage,
        onReceived: () => undefined,
        onFailure: ({ kind }, error) =>
          this.logged.push({ event: 'event-failed', details: { kind, error: String(error) } }),
        ...over,
      });
    const takeEvents = this.takeEventsKeeping(keep);
    const metaWebhook = makeMetaWebhook({
      directory,
      takeEvents,
      keep,
      countRefused: makeCountRefused({ transact, now }),
      noteArrival: async () => undefined,
      maxBytes: 4 * 1_048_576,
      now,
      log,
    });
    const access = () => ({ base: this.wahaBase, apiKey: WAHA.apiKey });
    const wahaWebhook = makeWahaWebhook({
      keys: () => [WAHA.hmacKey],
      takeEvents,
      keep,
      recordSession: makeRecordWahaSession({ transact }),
      noteMessage: makeNoteWahaMessage({ transact, now }),
      resolve: (session, hiddenId) => resolveHiddenId(access(), session, hiddenId),
      maxBytes: 4 * 1_048_576,
      now,
      log,
    });
    serveWebhook(server, (request) => (request.url.includes('/waha') ? wahaWebhook : metaWebhook)(request));
    const meta = {
      access: () => ({ base: simulator.graphUrl, version: 'v24.0' }),
      tokenOf: directory.tokenOf,
      noteToken: makeNoteToken({ transact, platformWabaId: () => PLATFORM.wabaId, now }),
    };
    const waha = { access, pause: async () => undefined };
    const providers = byProvider({
      meta: () => ({
        send: sendByMeta(meta),
        findSent: findSentByMeta(),
        download: downloadFromMeta({ ...meta, mediaOrigins: () => [simulator.cdnUrl] }),
        markRead: markReadByMeta(meta),
      }),
      waha: () => ({
        send: sendByWaha(waha),
        findSent: findSentByWaha(waha),
        download: downloadFromWaha(access),
        markRead: markReadByWaha(waha),
      }),
    });
    this.providers = providers;
    const markArrived = makeMarkArrived({ markRead: providers.markRead, now });
    this.workOff = makeWorkOff({
      transact,
      enqueue,
      now,
      workers: {
        send: sendReply({
          send: providers.send,
          findSent: providers.findSent,
          read: readOn(this.firestore),
          isOurPhone: isOurPhoneOn(this.firestore),
          markArrived,
          mediaLinkOf: makeMediaLinkOf({ read: readOn(this.firestore), base: () => this.publicOrigin, now }),
          now,
        }),
        summary: sumUp({ now }),
        media: fetchMedia({
          transact,
          download: providers.download,
          check: checkMedia,
          store: async (path, bytes) => void this.bucket.set(path, bytes),
          markArrived,
          maxBytes: 16 * 1_048_576,
          now,
        }),
        extract: extractOrder({ transact, load: async (path) => this.bucket.get(path) ?? null, read, now }),
        'message-media': fetchMessageMedia({
          download: providers.download,
          check: checkFile,
          store: async (path, bytes) => void this.bucket.set(path, bytes),
          maxBytes: 16 * 1_048_576,
        }),
        orders: UNUSED,
        'move-history': UNUSED,
        'take-unrouted': UNUSED,
        provision: UNUSED,
      },
      onFailure: (id, _entry, reason, isFinal) => this.failures.push({ id, reason, isFinal }),
    });
    this.#stop = async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await simulator.stop();
      await api.close();
      await deleteApp(app);
    };
  }

  /** of the WAHA server; the simulator's unless a test says otherwise */
  get wahaBase(): string {
    return `${this.simulator.url}/waha`;
  }

  readonly keys = parseSealingKeys(`k1:${randomBytes(32).toString('base64')}`);

  now(): Date {
    return new Date(Date.now() + this.#aheadMs);
  }

  advance(milliseconds: number): void {
    this.#aheadMs += milliseconds;
    this.simulator.control.advanceClock({ ms: milliseconds });
  }

  /** Runs all tasks in the order of their times, moving the clock to each, until none waits. */
  async settle(): Promise<void> {
    for (let task = this.queue.take(); task !== null; task = this.queue.take()) {
      const wait = task.at.getTime() - this.now().getTime();
      if (wait > 0) this.advance(wait);
      await this.workOff(task.payload.outboxId);
    }
  }

  stop(): Promise<void> {
    return this.#stop();
  }

  /** Posts a body as Meta does, signed with the secret given; by default the platform's. */
  post(
    body: unknown,
    { secret = PLATFORM.appSecret, path = '/webhooks/meta', headers = {} }: PostOptions = {},
  ): Promise<Response> {
    const raw = typeof body === 'string' ? body : asMetaWrites(body);
    const signature = createHmac('sha256', secret).update(raw, 'utf8').digest('hex');
    return fetch(`${this.origin}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Hub-Signature-256': `sha256=${signature}`, ...headers },
      body: raw,
    });
  }

  async documents(collection: string): Promise<Record<string, unknown>[]> {
    const found = await this.firestore.collection(collection).get();
    return found.docs.map((document) => ({ id: document.id, ...document.data() }));
  }

  /** What a phone got back, oldest first. */
  replies(phone: string): string[] {
    return this.simulator.control
      .messages({ person: phone })
      .filter((message) => message.author === 'business')
      .map((message) => message.text);
  }
}

type PostOptions = { secret?: string; path?: string; headers?: Record<string, string> };

const EVENTS = [
  'message.any',
  'message.ack',
  'message.reaction',
  'message.edited',
  'message.revoked',
  'session.status',
];
const nothing = async () => ({ writes: [], outbox: [] });
/** Of work that no test of the providers is about. */
export const UNUSED: Worker<OutboxRecord> = {
  act: async () => ({ kind: 'done', conclude: nothing }),
  giveUp: () => nothing,
};
