import type { MediaFault } from '../world/faults.ts';

export interface TwilioMedia {
  sid: string;
  accountSid: string;
  messageSid: string;
  /** What the webhook and the CDN declare; need not be true. */
  contentType: string;
  bytes: Buffer;
  fileName: string | null;
  fault: MediaFault | null;
  /** How often the media URL was asked for. */
  fetches: number;
}

export interface MediaStore {
  add(media: TwilioMedia): void;
  find(sid: string): TwilioMedia | undefined;
  remove(sid: string): boolean;
  clear(): void;
}

/** Media of all messages, kept until they are deleted, as at Twilio. */
export function createMediaStore(): MediaStore {
  const bySid = new Map<string, TwilioMedia>();
  return {
    add: (media) => void bySid.set(media.sid, media),
    find: (sid) => bySid.get(sid),
    remove: (sid) => bySid.delete(sid),
    clear: () => bySid.clear(),
  };
}
