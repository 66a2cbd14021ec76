import type { Router } from 'express';
import { invalidInput } from '../problem.ts';
import type { Carrier } from '../world/carrier.ts';
import type { EventFeed } from '../world/event-feed.ts';
import type { WahaOptions } from './account.ts';
import { phoneId } from './addresses.ts';
import { wahaApi } from './api.ts';
import { createChats } from './chats.ts';
import { tellEvent } from './deliver-event.ts';
import { createFiles, DEFAULT_FILES_LIFETIME_MS } from './files.ts';
import { ACKS, ackJson } from './payload.ts';
import { type Missed, receiveFromPerson, tellInbound } from './receive-from-people.ts';
import { createSessions, type LiveSession } from './sessions.ts';
import { createWahaControl, type WahaControl } from './waha-control.ts';
import type { WahaWires } from './wires.ts';

/** The simulated WAHA server: its API, and what people's phones do to the phones behind its sessions. */
export interface Waha extends Carrier {
  /** Below /waha. */
  api: Router;
  control: WahaControl;
}

type Own = 'sessions' | 'chats' | 'files' | 'apiKey' | 'engine' | 'globalWebhook';

/** @param wires everything but what is WAHA's own */
export function createWaha(options: WahaOptions, wires: Omit<WahaWires, Own>, events: EventFeed): Waha {
  let sinceLastClear = new AbortController();
  let missed: Missed[] = [];
  const onStatus = (session: LiveSession) => {
    const { name, status, statuses } = session;
    events.emit({ type: 'session', session: { name, status } });
    void tellEvent({ session, event: 'session.status', payload: { name, status, statuses, data: null } }, all);
    if (status !== 'WORKING') return;
    // What came while the session was away is told now, with its old time.
    const late = missed.filter((one) => one.session === session);
    missed = missed.filter((one) => one.session !== session);
    for (const { sent, told, shown } of late) void tellInbound(sent, told, shown, { ...all });
  };
  const all: WahaWires = {
    ...wires,
    apiKey: options.apiKey,
    engine: options.engine ?? 'GOWS',
    globalWebhook: options.globalWebhook ?? null,
    sessions: createSessions(options, wires.clock, (session) => onStatus(session)),
    chats: createChats(),
    files: createFiles(wires.clock, options.filesLifetimeMs ?? DEFAULT_FILES_LIFETIME_MS),
    get stopping() {
      return AbortSignal.any([wires.stopping, sinceLastClear.signal]);
    },
  };
  return {
    api: wahaApi(all),
    control: createWahaControl(all),
    provider: 'waha',
    numbers: () =>
      all.sessions.list().map(({ name, phone, pushName }) => ({ provider: 'waha', key: name, phone, name: pushName })),
    receive: (messages) =>
      Promise.all(
        messages.map((message) =>
          receiveFromPerson({ ...message, number: all.sessions.at(message.number.key) }, all, (one) =>
            missed.push(one),
          ),
        ),
      ),
    async tellStatus({ sid, status, number: { key } }) {
      const session = all.sessions.at(key);
      const ack = Object.entries(ACKS).find(([name]) => name === status)?.[1];
      if (ack === undefined) throw invalidInput(`status must be one of: ${Object.keys(ACKS).join(', ')}.`);
      const chatId = sid.split('_')[1] ?? '';
      const payload = ackJson({ id: sid, from: phoneId(session.phone), to: chatId }, ack);
      await tellEvent({ session, event: 'message.ack', payload, messageId: sid }, all);
    },
    findMedia: (id) => all.files.find(id),
    clear() {
      sinceLastClear.abort();
      sinceLastClear = new AbortController();
      missed = [];
      all.sessions.reset();
      all.chats.clear();
      all.files.clear();
    },
  };
}
