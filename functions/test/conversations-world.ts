import { receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { paths } from '@casillero/domain/records/paths';
import { ok } from '@casillero/domain/result';
import type { SenderId } from '@casillero/domain/sender/alias';
import { aConversation, aTenant } from '@casillero/domain/testing';
import { serveAnswers } from '../src/api/answers/serve-answers.ts';
import { serveConversations } from '../src/api/conversations/serve-conversations.ts';
import { readOn } from '../src/firestore/transact.ts';
import { makeReadConversation } from '../src/usecases/conversations/read-conversation.ts';
import { makeRetryMessage } from '../src/usecases/conversations/retry-message.ts';
import { makeSendMessage } from '../src/usecases/conversations/send-message.ts';
import { makeRecordStatus, type RecordStatus } from '../src/usecases/record-status/record-status.ts';
import { makeChangeTenant } from '../src/usecases/tenants/change-tenant.ts';
import type { FindSentMessage, OutgoingMessage, SendMessage } from '../src/usecases/work-off/ports.ts';
import { sendReply } from '../src/usecases/work-off/send-reply.ts';
import { makeWorkOff, type WorkOff } from '../src/usecases/work-off/work-off.ts';
import { nobodyWorks } from './nobody-works.ts';
import { type Answer, TestApi, type Token } from './start-api.ts';

export const NUMBER = receivingNumber('twilio', '+15550111');
const DIANA = 'diana' as SenderId;

/** Cuscatlán has a conversation with Diana, who wrote just now; the provider is the test's. */
export class ConversationsWorld {
  readonly api: TestApi;
  readonly workOff: WorkOff;
  readonly recordStatus: RecordStatus;
  /** what the provider was handed, and what it was asked to look for */
  readonly handed: OutgoingMessage[] = [];
  readonly lookedFor: OutgoingMessage[] = [];
  readonly markedRead: readonly string[];
  /** how it answers; by default it takes everything */
  send: SendMessage = async () => ok({ providerMessageId: `SM${this.handed.length}` });
  findSent: FindSentMessage = async () => null;
  #acts = 0;

  private constructor(api: TestApi, markedRead: readonly string[]) {
    this.api = api;
    this.markedRead = markedRead;
    const { world } = api;
    this.recordStatus = makeRecordStatus(world);
    this.workOff = makeWorkOff({
      ...world,
      workers: {
        ...nobodyWorks(),
        send: sendReply({
          send: (message) => {
            this.handed.push(message);
            return this.send(message);
          },
          findSent: (message, since, earlier) => {
            this.lookedFor.push(message);
            return this.findSent(message, since, earlier);
          },
          markArrived: async () => undefined,
          mediaLinkOf: async () => null,
          read: readOn(world.firestore),
          isOurPhone: async () => false,
          now: world.now,
        }),
      },
      onFailure: () => undefined,
    });
  }

  static async start(): Promise<ConversationsWorld> {
    const markedRead: string[] = [];
    const api = await TestApi.start((world) => [
      ...serveConversations({
        send: makeSendMessage({ ...world, newKey: world.newId }),
        retry: makeRetryMessage(world),
        read: makeReadConversation({
          ...world,
          markRead: async ({ providerMessageId }) => {
            markedRead.push(providerMessageId);
            throw new Error('the provider is not there');
          },
        }),
      }),
      ...serveAnswers({ read: readOn(world.firestore), change: makeChangeTenant(world) }),
    ]);
    const made = new ConversationsWorld(api, markedRead);
    await api.write({
      [paths.tenant('cuscatlan')]: { ...aTenant() },
      [paths.tenant('izalco')]: { ...aTenant({ name: 'Envíos Izalco' }) },
      [paths.number(NUMBER)]: {
        ...{ provider: 'twilio', mode: 'dedicated', tenantIds: ['cuscatlan'], display: '+1 555-0111' },
        ...{ verifiedName: 'Cuscatlán', accountId: null, status: 'online', createdAt: api.world.now() },
      },
    });
    await made.wrote();
    return made;
  }

  /** Whom the number is assigned to from now on. */
  async reassign(...tenantIds: string[]): Promise<void> {
    await this.api.world.firestore.doc(paths.number(NUMBER)).update({ tenantIds });
  }

  /** Diana's conversation, as if she had just written. */
  async wrote(over: Parameters<typeof aConversation>[0] = {}): Promise<void> {
    const at = this.api.world.now();
    const fields = aConversation({
      kind: 'contact',
      number: NUMBER,
      address: 'whatsapp:+50370000900',
      lastText: 'hola',
      lastMessageAt: at,
      lastInboundAt: at,
      lastInboundId: 'SMhola',
      waitingSince: at,
      unreadCount: 2,
      ...over,
    });
    await this.api.write({ [paths.conversation('cuscatlan', DIANA)]: { ...fields } });
  }

  write(
    text: string,
    as: Token | null = 'member',
    key?: string,
    tenantId = 'cuscatlan',
    senderId = 'diana',
  ): Promise<Answer> {
    this.#acts += 1;
    const headers = { 'Idempotency-Key': key ?? `act-${this.#acts}` };
    return this.api.call(as, 'POST', `/tenants/${tenantId}/conversations/${senderId}/messages`, { text }, headers);
  }

  retry(messageId: string, as: Token = 'member', key?: string): Promise<Answer> {
    this.#acts += 1;
    const headers = { 'Idempotency-Key': key ?? `act-${this.#acts}` };
    const path = `/tenants/cuscatlan/conversations/diana/messages/${messageId}/retry`;
    return this.api.call(as, 'POST', path, undefined, headers);
  }

  conversation(): Promise<Record<string, unknown> | null> {
    return this.api.read(paths.conversation('cuscatlan', DIANA));
  }

  message(id: string): Promise<Record<string, unknown> | null> {
    return this.api.read(paths.message('cuscatlan', DIANA, id));
  }

  messages(): Promise<Record<string, unknown>[]> {
    return this.api.list(paths.messages('cuscatlan', DIANA));
  }

  /** Does all work that is due, whenever that is. */
  async settle(): Promise<void> {
    for (let task = this.api.world.queue.take(); task !== null; task = this.api.world.queue.take()) {
      const wait = task.at.getTime() - this.api.world.now().getTime();
      if (wait > 0) this.api.advance(wait);
      await this.workOff(task.payload.outboxId);
    }
  }
}
