import type { TwilioMessage } from './message-resource.ts';

export interface MessageFilter {
  to?: string;
  from?: string;
  /** Both inclusive, as `DateSent>` and `DateSent<` are. */
  sentFrom?: Date;
  sentUntil?: Date;
}

export interface MessageStore {
  add(message: TwilioMessage): void;
  find(accountSid: string, sid: string): TwilioMessage | undefined;
  remove(sid: string): void;
  /** Newest first. */
  list(accountSid: string, filter: MessageFilter): TwilioMessage[];
  clear(): void;
}

export function createMessageStore(): MessageStore {
  const bySid = new Map<string, TwilioMessage>();
  return {
    add: (message) => void bySid.set(message.sid, message),
    find(accountSid, sid) {
      const message = bySid.get(sid);
      return message?.accountSid === accountSid ? message : undefined;
    },
    remove: (sid) => void bySid.delete(sid),
    list(accountSid, { to, from, sentFrom, sentUntil }) {
      return [...bySid.values()].reverse().filter((message) => {
        // A message still queued has no date of sending; it is listed by its creation, so that a client that is
        // unsure whether its request arrived finds it. (Twilio does not say how it treats these.)
        const sentAt = message.dateSent ?? message.dateCreated;
        return (
          message.accountSid === accountSid &&
          (to === undefined || message.to === to) &&
          (from === undefined || message.from === from) &&
          (sentFrom === undefined || sentAt >= sentFrom) &&
          (sentUntil === undefined || sentAt <= sentUntil)
        );
      });
    },
    clear: () => bySid.clear(),
  };
}
