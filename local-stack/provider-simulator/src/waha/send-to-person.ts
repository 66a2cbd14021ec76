import type { StatusFaults, StatusName } from '../world/faults.ts';
import type { Person } from '../world/roster.ts';
import type { Choice, Place, TimelineMedia } from '../world/timeline.ts';
import { newMessageId, phoneId } from './addresses.ts';
import { tellEvent } from './deliver-event.ts';
import type { WahaFile } from './files.ts';
import { ACKS, ackJson, messageJson, type WahaMessage } from './payload.ts';
import type { LiveSession } from './sessions.ts';
import type { WahaWires } from './wires.ts';

const NORMAL_PATH: readonly StatusName[] = ['sent', 'delivered', 'read'];
const STEP_MS = 15;

export interface Outgoing {
  session: LiveSession;
  chatId: string;
  /** null: nobody on WhatsApp is meant by the chat id. */
  person: Person | null;
  text: string;
  file: WahaFile | null;
  place: Place | null;
  choices: Choice[];
  replyTo: string | null;
  /** The id that the caller chose, if any. */
  messageId: string | null;
  /** Typed on the phone, or sent through the API. */
  source: 'app' | 'api';
}

/** Sends as the phone does. @returns the message, and the promise of its acks, which never rejects */
export function sendToPerson(outgoing: Outgoing, current: WahaWires): { message: WahaMessage; live(): Promise<void> } {
  const wires = { ...current };
  const { session, chatId, person, text, file, place, replyTo } = outgoing;
  const now = wires.clock.now();
  const messageId = outgoing.messageId ?? newMessageId();
  const nobody: Person = { phone: '+0', name: '' };
  const message: WahaMessage = {
    ...messageJson(
      { messageId, at: now, me: phoneId(session.phone), file, baseUrl: wires.origins.wahaBaseUrl },
      { person: person ?? nobody, fromMe: true, body: text, chatId, replyTo },
    ),
    source: outgoing.source,
  };
  wires.chats.add(session.name, chatId, message);
  if (person) {
    wires.typing.stop(person.phone, session.phone);
    const media: TimelineMedia[] = file
      ? [{ id: file.name, contentType: file.contentType, sizeBytes: file.bytes.length, fileName: file.fileName }]
      : [];
    wires.timeline.put({
      id: message.id,
      provider: 'waha',
      author: 'business',
      person: person.phone,
      number: session.phone,
      text,
      media,
      place,
      ...(outgoing.choices.length > 0 && { choices: outgoing.choices }),
      ...(replyTo !== null && { replyTo }),
      at: now.toISOString(),
      state: 'queued',
      reason: null,
    });
  }
  const faults = wires.faults.get().statuses ?? {};
  return { message, live: () => live(message, outgoing, faults, wires) };
}

async function live(message: WahaMessage, { session, person }: Outgoing, faults: StatusFaults, wires: WahaWires) {
  const messageId = message.id;
  await tellEvent({ session, event: 'message.any', payload: message, messageId }, wires);
  const isFailing = person === null || faults.errorCode !== undefined;
  const path = isFailing ? [...(person ? (faults.path ?? []) : []), 'failed' as const] : (faults.path ?? NORMAL_PATH);
  const told: (keyof typeof ACKS)[] = [];
  for (const status of path) {
    await wires.clock.sleep(faults.stepMs ?? STEP_MS, wires.stopping);
    if (wires.stopping.aborted) return;
    const reason = status === 'failed' ? { code: 'ERROR', text: 'WhatsApp did not take the message.' } : null;
    wires.timeline.setState(messageId, status === 'failed' ? 'undelivered' : status, reason);
    message.ack = ACKS[status];
    if (faults.order === 'reversed') told.unshift(status);
    else await tellAck(message, status, session, faults.copies ?? 1, wires);
  }
  for (const status of told) await tellAck(message, status, session, faults.copies ?? 1, wires);
}

async function tellAck(
  message: WahaMessage,
  status: keyof typeof ACKS,
  session: LiveSession,
  copies: number,
  wires: WahaWires,
): Promise<void> {
  const payload = ackJson(message, ACKS[status]);
  await tellEvent(
    {
      session,
      event: 'message.ack',
      payload,
      messageId: message.id,
      summary: String(payload.ackName),
      faults: { copies },
    },
    wires,
  );
}
