import { asObject, asObjects, asText, field, type JsonObject } from '../json-fields.ts';

/** One change of a webhook's body: about one number, or about a whole account. */
export type MetaChange = {
  /** WhatsApp Business Account; empty if the entry has no id */
  readonly wabaId: string;
  /** `messages`, `business_capability_update`, ... */
  readonly field: string;
  /** null where the change is not about one number of ours */
  readonly phoneNumberId: string | null;
  readonly value: JsonObject;
};

/** What Meta writes as `object` for WhatsApp; other products of an app share the address. */
const WHATSAPP = 'whatsapp_business_account';

export type MetaEnvelope = {
  readonly changes: readonly MetaChange[];
  /** what is no change, or one about a number that is none: kept for people to look at, and no neighbour's harm */
  readonly unreadable: readonly unknown[];
};

/** Ids of numbers are digits; they become part of a document's path. */
const PHONE_NUMBER_ID = /^\d{1,40}$/;

/**
 * The changes of a verified body, in order. Entries that are no objects are left out, and changes without a value.
 * @returns null for a body that is not about WhatsApp
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/components
 */
export function changesOf(body: unknown): MetaEnvelope | null {
  if (field(body, 'object') !== WHATSAPP) return null;
  const changes: MetaChange[] = [];
  const unreadable: unknown[] = [];
  for (const entry of asObjects(field(body, 'entry')))
    for (const change of Array.isArray(entry.changes) ? entry.changes : []) {
      const told = field(change, 'value') ?? null;
      if (asObject(change) !== null && told === null) continue;
      const read = changeOf(asText(entry.id) ?? '', change);
      if (read === null) unreadable.push(change);
      else changes.push(read);
    }
  return { changes, unreadable };
}

/**
 * A body with a part of one change's value in it, as Meta would write it: what is kept of it can be read again.
 * @param value the part; what the change says of its number stays
 */
export const bodyOf = ({ wabaId, field: name, value: whole }: MetaChange, value: JsonObject): JsonObject => ({
  object: WHATSAPP,
  entry: [
    {
      id: wabaId,
      changes: [
        { field: name, value: { messaging_product: whole.messaging_product, metadata: whole.metadata, ...value } },
      ],
    },
  ],
});

function changeOf(wabaId: string, change: unknown): MetaChange | null {
  const [value, name] = [asObject(field(change, 'value')), asText(field(change, 'field'))];
  if (value === null || name === null) return null;
  const phoneNumberId = asText(field(value.metadata, 'phone_number_id'));
  if (phoneNumberId !== null && !PHONE_NUMBER_ID.test(phoneNumberId)) return null;
  return { wabaId, field: name, phoneNumberId, value };
}
