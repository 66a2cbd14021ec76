import { notFound } from '../problem.ts';
import type { WebhookAttempt } from '../world/journal.ts';
import type { SessionStatus } from './account.ts';
import { newMessageId, phoneId } from './addresses.ts';
import { tellEvent } from './deliver-event.ts';
import { type Json, messageJson } from './payload.ts';
import { sendToPerson } from './send-to-person.ts';
import type { WahaWires } from './wires.ts';

/** A place that is not a direct chat. */
export type Elsewhere = 'group' | 'channel' | 'status' | 'broadcast';

const CHAT_IDS: Readonly<Record<Elsewhere, string>> = {
  group: '120363000000000001@g.us',
  channel: '120363000000000002@newsletter',
  status: 'status@broadcast',
  broadcast: '1700000000@broadcast',
};

/** What only WAHA can be told to do. */
export interface WahaControl {
  sessions(): { name: string; status: SessionStatus; phone: string; code: string | null }[];
  /** The phone scans the code of the session. Throws Problem 'no-code' unless one is shown. */
  scan(session: string): void;
  /** The session fails, e.g. because the phone logged it out. */
  fail(session: string): void;
  /** Starts and stops without the API. */
  start(session: string): void;
  stop(session: string): void;
  /** A person writes into a group, a channel, a story or a list that the phone sees. Dropped when the session ignores it. */
  writeElsewhere(order: { session: string; from: string; where: Elsewhere; text: string }): Promise<WebhookAttempt[]>;
  /** Somebody answers on the phone itself: an echo (message.any, source app). */
  typeOnPhone(order: { session: string; to: string; text: string }): Promise<void>;
  /** Any event at all, signed. First attempts. */
  tell(order: { session: string; event: string; payload: Json }): Promise<WebhookAttempt[]>;
}

export function createWahaControl(wires: WahaWires): WahaControl {
  const { sessions } = wires;
  const personAt = (phone: string) => {
    const person = wires.roster.find(phone);
    if (!person) throw notFound(`Nobody has the phone ${phone}.`);
    return person;
  };
  return {
    sessions: () => sessions.list().map(({ name, status, phone, code }) => ({ name, status, phone, code })),
    scan: (name) => sessions.scan(sessions.at(name)),
    fail: (name) => sessions.fail(sessions.at(name)),
    start: (name) => sessions.start(sessions.at(name)),
    stop: (name) => sessions.stop(sessions.at(name)),
    async writeElsewhere({ session: name, from, where, text }) {
      const session = sessions.at(name);
      const person = personAt(from);
      const kept = { group: 'groups', channel: 'channels', status: 'status', broadcast: 'broadcast' } as const;
      if (session.config.ignore?.[kept[where]] || session.status !== 'WORKING') return [];
      const facts = {
        messageId: newMessageId(),
        at: wires.clock.now(),
        me: phoneId(session.phone),
        file: null,
        baseUrl: wires.origins.wahaBaseUrl,
      };
      const participant = where === 'channel' ? {} : { participant: phoneId(person.phone) };
      const payload = messageJson(facts, {
        person,
        fromMe: false,
        body: text,
        chatId: CHAT_IDS[where],
        ...participant,
      });
      const told = await Promise.all(
        ['message', 'message.any'].map((event) => tellEvent({ session, event, payload, messageId: payload.id }, wires)),
      );
      return told.flat();
    },
    async typeOnPhone({ session, to, text }) {
      const person = personAt(to);
      const { live } = sendToPerson(
        {
          session: sessions.at(session),
          chatId: phoneId(person.phone),
          person,
          text,
          file: null,
          place: null,
          choices: [],
          replyTo: null,
          messageId: null,
          source: 'app',
        },
        wires,
      );
      await live();
    },
    tell: ({ session, event, payload }) => tellEvent({ session: sessions.at(session), event, payload }, wires),
  };
}
