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

/**
 * The changes of a verified body, in order. Entries and changes that are no objects are left out: a broken neighbour harms none.
 * @returns null for a body that is not about WhatsApp
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/components
 */
export function changesOf(body: unknown): MetaChange[] | null {
  if (field(body, 'object') !== WHATSAPP) return null;
  return asObjects(field(body, 'entry')).flatMap((entry) =>
    asObjects(entry.changes).flatMap((change) => {
      const value = asObject(change.value);
      const name = asText(change.field);
      if (value === null || name === null) return [];
      const phoneNumberId = asText(field(value.metadata, 'phone_number_id'));
      return [{ wabaId: asText(entry.id) ?? '', field: name, phoneNumberId, value }];
    }),
  );
}
