import { createHash, randomInt } from 'node:crypto';
import type { MediaFault } from '../world/faults.ts';

/** How long the URL of a medium is good for. @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media */
export const URL_LIFETIME_MS = 5 * 60 * 1000;
/** Media of people's messages, and media that a business has uploaded. */
export const INBOUND_LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;
export const UPLOAD_LIFETIME_MS = 30 * 24 * 60 * 60 * 1000;

export interface MetaMedia {
  /** Digits. */
  id: string;
  phoneNumberId: string;
  wabaId: string;
  /** As declared; need not be true. */
  contentType: string;
  bytes: Buffer;
  fileName: string | null;
  expiresAt: Date;
  fault: MediaFault | null;
  /** How often its bytes were asked for. */
  fetches: number;
}

/** SHA-256 of the real bytes. */
export const sha256Of = (media: Pick<MetaMedia, 'bytes'>, encoding: 'base64' | 'hex') =>
  createHash('sha256').update(media.bytes).digest(encoding);

/** @returns an id as Meta makes them: digits, more than a JavaScript number can hold */
export const newMetaId = () =>
  `9${String(randomInt(10 ** 8)).padStart(8, '0')}${String(randomInt(10 ** 9)).padStart(9, '0')}`;

export interface MetaMediaStore {
  add(media: MetaMedia): void;
  find(id: string): MetaMedia | undefined;
  remove(id: string): void;
  clear(): void;
}

export function createMetaMediaStore(): MetaMediaStore {
  const byId = new Map<string, MetaMedia>();
  return {
    add: (media) => void byId.set(media.id, media),
    find: (id) => byId.get(id),
    remove: (id) => void byId.delete(id),
    clear: () => byId.clear(),
  };
}
