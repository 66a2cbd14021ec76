import { createHmac, timingSafeEqual } from 'node:crypto';
import type { DocumentWrite } from '@casillero/domain/records/document-write';
import type { MessageMediaRecord } from '@casillero/domain/records/intake-records';
import { type MediaLinkRecord, mediaLinkRecord } from '@casillero/domain/records/media-link-record';
import { paths } from '@casillero/domain/records/paths';
import type { ReadDocuments } from '../documents.ts';
import { parsed } from '../receive-message/parse-record.ts';

/** How long a provider may take to fetch a file: Twilio keeps a message in its queue for up to four hours. */
const LINK_LIVES_MS = 5 * 3_600_000;

/** How long a failed message can be sent again with its file. */
const KEPT_MS = 30 * 86_400_000;

/** Whoever has the link has the file: it names one message and the time until which it works, under a key of that message's own. */
export type MediaLinkOf = (outboxId: string) => Promise<string | null>;

/** What a link leads to; null for one that is not ours, was changed, or ran out. */
export type OpenMediaLink = (link: {
  readonly outboxId: string;
  readonly expires: number;
  readonly signature: string;
}) => Promise<Pick<MediaLinkRecord, 'path' | 'contentType' | 'fileName'> | null>;

/** @param newKey 32 random bytes, base64url */
export function mediaLinkWrite(
  outboxId: string,
  { path, contentType, fileName }: MessageMediaRecord,
  newKey: () => string,
  now: Date,
): DocumentWrite[] {
  if (path === null) return [];
  const fields: MediaLinkRecord = {
    path,
    contentType,
    fileName: safeFileName(fileName ?? 'file', path),
    key: newKey(),
    expireAt: new Date(now.getTime() + KEPT_MS),
  };
  return [{ op: 'set', path: paths.mediaLink(outboxId), fields }];
}

/** The address at which a provider fetches the file of a message, from now on; null: there is none any more. */
export const makeMediaLinkOf =
  (deps: { readonly read: ReadDocuments; readonly base: () => string; readonly now: () => Date }): MediaLinkOf =>
  async (outboxId) => {
    const [fields] = await deps.read([paths.mediaLink(outboxId)]);
    const link = parsed(mediaLinkRecord, fields);
    if (link === null) return null;
    const expires = deps.now().getTime() + LINK_LIVES_MS;
    const signature = signatureOf(link.key, outboxId, expires).toString('base64url');
    return `${deps.base()}/api/v1/outgoing-files/${outboxId}/${expires}/${signature}/${encodeURIComponent(link.fileName)}`;
  };

/** Opens a link: one read, whatever it says, and the signature in constant time. */
export const makeOpenMediaLink =
  (deps: { readonly read: ReadDocuments; readonly now: () => Date }): OpenMediaLink =>
  async ({ outboxId, expires, signature }) => {
    if (expires <= deps.now().getTime()) return null;
    const [fields] = await deps.read([paths.mediaLink(outboxId)]);
    const link = parsed(mediaLinkRecord, fields);
    if (link === null) return null;
    const [given, right] = [Buffer.from(signature, 'base64url'), signatureOf(link.key, outboxId, expires)];
    return given.byteLength === right.byteLength && timingSafeEqual(given, right) ? link : null;
  };

const signatureOf = (key: string, outboxId: string, expires: number): Buffer =>
  createHmac('sha256', Buffer.from(key, 'base64url')).update(`${outboxId} ${expires}`).digest();

/** The file's name as every provider takes it in an address and shows it: letters of ASCII, and the ending of what it is. */
function safeFileName(name: string, path: string): string {
  const ending = path.slice(path.lastIndexOf('.'));
  const stem = name
    .replace(/\.[^.]*$/, '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80);
  return `${stem === '' ? 'file' : stem}${ending}`;
}
