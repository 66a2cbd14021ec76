import { asText, field } from '../json-fields.ts';
import { callWaha, type WahaAccess } from './api.ts';

/** A webhook waits for it; the hidden id alone is good enough. */
const TIMEOUT_MS = 2_000;

/**
 * Asks for the phone behind a hidden id. null: WhatsApp does not tell it (yet), or there was no answer in time.
 * @param hiddenId `123450000000001@lid`
 * @returns an address like `50370000001@c.us`
 * @see https://waha.devlike.pro/docs/how-to/contacts/#get-phone-number-by-lid
 */
export async function resolveHiddenId(access: WahaAccess, session: string, hiddenId: string): Promise<string | null> {
  const path = `/api/${encodeURIComponent(session)}/lids/${encodeURIComponent(hiddenId)}`;
  const answer = await callWaha(access, { method: 'GET', path }, TIMEOUT_MS);
  return answer.ok ? asText(field(answer.json, 'pn')) : null;
}
