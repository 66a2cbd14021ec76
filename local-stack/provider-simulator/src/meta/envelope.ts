import type { LiveNumber } from './directory.ts';
import { type Json, waIdOf } from './inbound-message.ts';

/** One update about a number: a message or a status. */
export interface Update {
  number: LiveNumber;
  kind: 'messages' | 'statuses';
  json: Json;
  /** Comes with a person's message, but not with a system message. */
  contact: Json | null;
  /** Message id, for the journal. */
  messageId: string;
  /** In a few words, for the journal. */
  summary: string;
}

/**
 * The body of one POST: an entry per business account, in it a change per number, in that all of its updates.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/components
 */
export function envelopeOf(updates: readonly Update[]): Json {
  const byWaba = Map.groupBy(updates, ({ number }) => number.wabaId);
  return {
    object: 'whatsapp_business_account',
    entry: [...byWaba].map(([id, ofWaba]) => ({
      id,
      changes: [...Map.groupBy(ofWaba, ({ number }) => number.phoneNumberId).values()].map(changeOf),
    })),
  };
}

function changeOf(updates: readonly Update[]): Json {
  const number = updates[0]?.number;
  const contacts = new Map(updates.flatMap(({ contact }) => (contact ? [[contact.user_id, contact]] : [])));
  const of = (kind: Update['kind']) => updates.filter((update) => update.kind === kind).map(({ json }) => json);
  const lists = { contacts: [...contacts.values()], messages: of('messages'), statuses: of('statuses') };
  return {
    field: 'messages',
    value: {
      messaging_product: 'whatsapp',
      metadata: {
        display_phone_number: waIdOf(number?.phone ?? ''),
        phone_number_id: number?.phoneNumberId,
      },
      ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)),
    },
  };
}

/** A change that is not about messages: of the account, a number's quality, a template. */
export function managementEnvelope(wabaId: string, field: string, value: unknown, at: Date): Json {
  const time = Math.floor(at.getTime() / 1000);
  return { object: 'whatsapp_business_account', entry: [{ id: wabaId, time, changes: [{ field, value }] }] };
}
