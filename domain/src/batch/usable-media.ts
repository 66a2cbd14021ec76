import type { InboundMedia, InboundMessage } from '../message/inbound-message.ts';

/** Kinds of files that are never screenshots, by what the provider declares: sound, film, contact cards, stickers. */
const NEVER_A_SCREENSHOT = /^(audio|video|text)\//i;

/**
 * The media of a message that may be screenshots. Declared types lie, so this only leaves out what is hopeless; what
 * remains is checked by its bytes after the download (R15).
 */
export const usableMedia = (message: Pick<InboundMessage, 'media' | 'kind'>): readonly InboundMedia[] =>
  message.kind === 'sticker' ? [] : message.media.filter((medium) => !NEVER_A_SCREENSHOT.test(medium.declaredType));
