import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isByHand } from '@casillero/domain/batch/add-by-hand';
import { receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { paths } from '@casillero/domain/records/paths';
import { phoneAlias } from '@casillero/domain/sender/alias';
import type { CanonicalPhone } from '@casillero/domain/sender/phone';
import type { TenantId } from '@casillero/domain/tenant/tenant-id';
import { aTenant } from '@casillero/domain/testing';
import { type Simulator, startSimulator } from '@casillero/provider-simulator';
import { deleteApp, initializeApp } from 'firebase-admin/app';
import { type Firestore, getFirestore } from 'firebase-admin/firestore';
import twilio from 'twilio';
import RequestClient from 'twilio/lib/base/RequestClient.js';
import { openFirestoreApi } from '../src/firestore/api/firestore-api.ts';
import { transactOnApi } from '../src/firestore/api/transact-on-api.ts';
import { findCustomersByNameOn } from '../src/firestore/find-customers.ts';
import { findIdleOn } from '../src/firestore/find-idle-conversations.ts';
import { findInBatchOn } from '../src/firestore/find-in-batch.ts';
import { findOverdueOn } from '../src/firestore/find-overdue-entries.ts';
import { isOurPhoneOn } from '../src/firestore/is-our-phone.ts';
import { isOutage } from '../src/firestore/is-outage.ts';
import { findBySenderOn, listByTimeOn } from '../src/firestore/kept-documents.ts';
import { readOn, transactOn } from '../src/firestore/transact.ts';
import { checkFile } from '../src/media/check-file.ts';
import { checkMedia } from '../src/media/check-media.ts';
import { downloadFromTwilio } from '../src/provider/twilio/download-media.ts';
import { markReadByTwilio } from '../src/provider/twilio/mark-read.ts';
import { findSentByTwilio, sendByTwilio } from '../src/provider/twilio/messages.ts';
import { twilioNumberAccount } from '../src/provider/twilio/number-account.ts';
import { redirectRequests } from '../src/provider/twilio/simulated-host.ts';
import { isSignedByTwilio } from '../src/provider/twilio/verify-signature.ts';
import { makeEnqueueEntries } from '../src/queues/enqueue-entries.ts';
import { downloadUpload } from '../src/storage/download-upload.ts';
import { makeTwilioWebhook } from '../src/triggers/twilio-webhook.ts';
import { makeCloseIdleBatches } from '../src/usecases/close-idle-batches/close-idle-batches.ts';
import { makeFindCustomer } from '../src/usecases/customers/find-customer.ts';
import { makeGatherOrders, settleOne } from '../src/usecases/orders/gather-orders.ts';
import { makeReviewOrders } from '../src/usecases/orders/review-orders.ts';
import { makeMediaLinkOf } from '../src/usecases/outgoing-files/media-link.ts';
import { workOffPurchase } from '../src/usecases/purchases/work-off-purchase.ts';
import { makeReceiveMessage } from '../src/usecases/receive-message/receive-message.ts';
import { makeRecordStatus } from '../src/usecases/record-status/record-status.ts';
import { makeRetryScreenshot } from '../src/usecases/retry-screenshot/retry-screenshot.ts';
import { makeSweepOutbox } from '../src/usecases/sweep-outbox/sweep-outbox.ts';
import { makeKeepUnprocessed } from '../src/usecases/take-events/keep-unprocessed.ts';
import { makeRecordIgnored } from '../src/usecases/take-events/record-ignored.ts';
import { extractOrder, type ReadOrder } from '../src/usecases/work-off/extract-order.ts';
import { fetchMedia } from '../src/usecases/work-off/fetch-media.ts';
import { fetchMessageMedia } from '../src/usecases/work-off/fetch-message-media.ts';
import { makeMarkArrived } from '../src/usecases/work-off/mark-arrived.ts';
import { moveHistory } from '../src/usecases/work-off/move-history.ts';
import { sendReply } from '../src/usecases/work-off/send-reply.ts';
import { settleOrders } from '../src/usecases/work-off/settle-orders.ts';
import { sumUp } from '../src/usecases/work-off/sum-up.ts';
import { takeUnrouted } from '../src/usecases/work-off/take-unrouted.ts';
import { makeWorkOff, type Reason } from '../src/usecases/work-off/work-off.ts';
import { MemoryQueue } from './memory-queue.ts';

export const ACCOUNT = { sid: `AC${'1'.padStart(32, '0')}`, authToken: '0badc0de0badc0de0badc0de0badc0de' };
export const SHARED = '+15550100';
export const ANA = '+50370000001';
export const BETO = '+50370000002';
export const CARLA = '+50370000101';
export const DIANA = '+50370000900';

/** Messages are taken, and nothing more is told of them. */
const SILENT = { statuses: { path: ['queued' as const] } };

/**
 * Everything but the cloud: real Firestore, the real Twilio SDK against the provider simulator over HTTP, the real
 * webhook handler behind a socket; the task queue and the bucket in memory, the clock in the test's hand.
 */
export class World {
  readonly queue = new MemoryQueue();
  readonly bucket = new Map<string, { bytes: Uint8Array; contentType: string }>();
  readonly failures: { id: string; reason: Reason; isFinal: boolean }[] = [];
  readonly logged: string[] = [];
  readonly projectId: string;
  readonly firestore: Firestore;
  readonly simulator: Simulator;
  readonly webhookUrl: string;
  readonly workOff;
  readonly sweep;
  readonly closeIdle;
  readonly retry;
  readonly gather;
  readonly review;
  /** where our API is, as providers reach it; set by a test that has one */
  publicOrigin = '';
  #aheadMs = 0;
  readonly #stop: () => Promise<void>;

  /** @param firestoreHost host:port of a local Firestore; each world has a project of its own on it */
  static async start(reader: ReadOrder, firestoreHost: string): Promise<World> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const webhookUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/twilio`;
    const simulator = await startSimulator({
      port: 0,
      target: webhookUrl,
      accounts: [ACCOUNT],
      numbers: [{ provider: 'twilio', phone: SHARED, name: 'Casillero', accountSid: ACCOUNT.sid }],
      people: [],
    });
    const world = new World(server, webhookUrl, simulator, reader, firestoreHost);
    // The provider tells no states unless a test lets it: what is counted is only what the test causes.
    simulator.control.setFaults(SILENT);
    await world.#furnish();
    return world;
  }

  private constructor(
    server: Server,
    webhookUrl: string,
    simulator: Simulator,
    read: ReadOrder,
    firestoreHost: string,
  ) {
    this.webhookUrl = webhookUrl;
    this.simulator = simulator;
    const projectId = `demo-${randomBytes(6).toString('hex')}`;
    process.env.FIRESTORE_EMULATOR_HOST = firestoreHost;
    const app = initializeApp({ projectId }, projectId);
    this.projectId = projectId;
    this.firestore = getFirestore(app);

    const now = () => this.now();
    const transact = transactOn(this.firestore);
    const api = openFirestoreApi(projectId, firestoreHost);
    const transactMessage = transactOnApi(api);
    const enqueue = makeEnqueueEntries({ addTask: this.queue.addTask, onFailure: () => undefined });
    const client = twilio(ACCOUNT.sid, ACCOUNT.authToken, {
      httpClient: redirectRequests(RequestClient, simulator.url),
    });
    const twilioClient = async () => client;
    const webhook = makeTwilioWebhook({
      receive: makeReceiveMessage({ transact: transactMessage, enqueue, now }),
      recordStatus: makeRecordStatus({ transact: transactMessage, now }),
      recordIgnored: makeRecordIgnored({ transact: transactMessage, now }),
      keep: makeKeepUnprocessed({ transact, now }),
      isOutage,
      isSigned: (signature, query, fields) =>
        isSignedByTwilio(signature, `${webhookUrl}${query}`, fields, [ACCOUNT.authToken]),
      maxBytes: 1_048_576,
      now,
      log: (_severity, event, details) => this.logged.push(`${event} ${JSON.stringify(details)}`),
    });
    server.on('request', async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const header = (name: string) => {
        const value = request.headers[name];
        return Array.isArray(value) ? value.join(', ') : value;
      };
      const answer = await webhook({
        method: request.method ?? '',
        url: request.url ?? '',
        header,
        rawBody: Buffer.concat(chunks),
      }).catch((error: unknown) => ({ status: 500, contentType: 'text/plain', body: String(error), headers: {} }));
      response.writeHead(answer.status, { 'Content-Type': answer.contentType, ...answer.headers }).end(answer.body);
    });

    const fromTwilio = downloadFromTwilio(() => ({
      apiBase: simulator.url,
      mediaOrigins: [simulator.cdnUrl],
      accountSid: ACCOUNT.sid,
      authToken: ACCOUNT.authToken,
    }));
    const markArrived = makeMarkArrived({
      markRead: markReadByTwilio(() => ({
        base: simulator.url,
        accountSid: ACCOUNT.sid,
        authToken: ACCOUNT.authToken,
      })),
      now,
    });
    let made = 0;
    const newId = () => `made-${String(++made).padStart(20, '0')}`;
    const reads = readOn(this.firestore);
    const findCustomer = makeFindCustomer({ read: reads, findByName: findCustomersByNameOn(this.firestore) });
    this.review = makeReviewOrders({ transact, read: reads, findCustomer, newId, newToken: newId, now });
    this.gather = makeGatherOrders({ transact, find: findInBatchOn(this.firestore), now });
    this.workOff = makeWorkOff({
      transact,
      enqueue,
      now,
      workers: {
        send: sendReply({
          send: sendByTwilio(twilioClient, () => webhookUrl),
          findSent: findSentByTwilio(twilioClient),
          read: reads,
          isOurPhone: isOurPhoneOn(this.firestore),
          markArrived,
          mediaLinkOf: makeMediaLinkOf({ read: readOn(this.firestore), base: () => this.publicOrigin, now }),
          now,
        }),
        'move-history': moveHistory({
          transact,
          list: listByTimeOn(this.firestore),
          findBySender: findBySenderOn(this.firestore),
          now,
        }),
        'take-unrouted': takeUnrouted({ transact, enqueue, list: listByTimeOn(this.firestore), now }),
        summary: sumUp({ now }),
        media: fetchMedia({
          transact,
          download: (reference, maxBytes) =>
            (isByHand(reference) ? downloadUpload(this.load) : fromTwilio)(reference, maxBytes),
          check: checkMedia,
          store: this.store,
          markArrived,
          maxBytes: 16 * 1_048_576,
          now,
        }),
        'message-media': fetchMessageMedia({
          download: fromTwilio,
          check: checkFile,
          store: this.store,
          maxBytes: 16 * 1_048_576,
        }),
        orders: settleOrders({
          settleOne: (tenantId, screenshotId) => settleOne({ transact, now }, tenantId, screenshotId),
          gather: this.gather,
        }),
        provision: workOffPurchase({
          transact,
          account: () =>
            twilioNumberAccount(twilioClient, () => ({
              accountSid: ACCOUNT.sid,
              publicBaseUrl: new URL(webhookUrl).origin,
              wabaId: null,
            })),
          now,
        }),
        extract: extractOrder({ transact, load: this.load, read, now }),
      },
      onFailure: (id, _entry, reason, isFinal) => this.failures.push({ id, reason, isFinal }),
    });
    this.sweep = makeSweepOutbox({ findOverdue: findOverdueOn(this.firestore), enqueue, now });
    this.closeIdle = makeCloseIdleBatches({
      findIdle: findIdleOn(this.firestore),
      transact,
      enqueue,
      now,
      onFailure: (at, error) =>
        this.failures.push({ id: at.senderId, reason: { code: 'idle', message: String(error) }, isFinal: false }),
    });
    this.retry = makeRetryScreenshot({ transact, enqueue, now });
    this.#stop = async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await simulator.stop();
      await api.close();
      await deleteApp(app);
    };
  }

  readonly load = async (path: string): Promise<Uint8Array | null> => this.bucket.get(path)?.bytes ?? null;

  readonly store = async (path: string, bytes: Uint8Array, contentType: string): Promise<void> => {
    this.bucket.set(path, { bytes, contentType });
  };

  now(): Date {
    return new Date(Date.now() + this.#aheadMs);
  }

  /** Moves the clock, here and at the provider. */
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

  /** Two importers on one shared number; Ana and Beto work for the first, Carla for the second. */
  async #furnish(): Promise<void> {
    const batch = this.firestore.batch();
    const createdAt = this.now();
    const set = (path: string, fields: Record<string, unknown>) => batch.set(this.firestore.doc(path), fields);
    set(paths.tenant('cuscatlan'), aTenant());
    set(paths.tenant('izalco'), aTenant({ name: 'Envíos Izalco' }));
    set(paths.number(receivingNumber('twilio', SHARED)), {
      provider: 'twilio',
      mode: 'shared',
      tenantIds: [],
      display: SHARED,
      verifiedName: 'Casillero',
      status: 'online',
      createdAt,
    });
    for (const [phone, tenantId, senderId] of [
      [ANA, 'cuscatlan', 'ana'],
      [BETO, 'cuscatlan', 'beto'],
      [CARLA, 'izalco', 'carla'],
    ] as const)
      set(paths.sender(phoneAlias(phone as CanonicalPhone)), {
        senderId,
        staffOf: tenantId as TenantId,
        boundTo: null,
        since: createdAt,
        via: 'registration',
      });
    await batch.commit();
  }

  /** What a phone got back, oldest first. */
  replies(phone: string): string[] {
    return this.simulator.control
      .messages({ person: phone })
      .filter((message) => message.author === 'business')
      .map((message) => message.text);
  }

  async documents(collection: string): Promise<Record<string, unknown>[]> {
    const found = await this.firestore.collection(collection).get();
    return found.docs.map((document) => ({ id: document.id, ...document.data() }));
  }
}
