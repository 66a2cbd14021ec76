import type { NUMBER_DOWN } from '@casillero/domain/outbox/attempts';
import type { Result } from '@casillero/domain/result';

export type OutgoingMessage = {
  /** ours: the outbox id, which stays the same over all attempts */
  readonly id: string;
  /** the receiving number's key that it is sent from */
  readonly number: string;
  /** the recipient as the provider names it */
  readonly address: string;
  /** the text, or the caption of what is in `media` */
  readonly text: string;
  readonly media?: OutgoingMedia | null;
  /** the message that it answers, as the provider names it */
  readonly replyTo?: string | null;
};

/** A file that goes along: where the provider fetches it, or its name there after an upload. */
export type OutgoingMedia = {
  readonly kind: 'image' | 'document' | 'video' | 'audio';
  readonly source: { readonly link: string } | { readonly id: string };
  readonly contentType: string;
  readonly fileName: string | null;
};

/**
 * Hands a message to the provider. `failure.code` is 'temporary' (trying again may help), 'unknown' (it may have been
 * sent: look before sending again), 'number-down' (nothing leaves from this number until a person mends it),
 * 'template-refused' (not with this template, whoever it is for), 'number-not-yours' (nothing leaves from this number any
 * more, whoever it is for) or 'permanent';
 * `message` gives the provider's own code and words.
 */
export type SendMessage = (message: OutgoingMessage) => Promise<Result<{ providerMessageId: string }, SendFailureCode>>;
export type SendFailureCode = 'temporary' | 'unknown' | FinalSendFailure | typeof NUMBER_DOWN;

/** Trying again fails the same way. Only 'permanent' says something of whom the message is for. */
export const FINAL_SEND_FAILURES = ['permanent', 'template-refused', 'number-not-yours'] as const;
type FinalSendFailure = (typeof FINAL_SEND_FAILURES)[number];

/**
 * Finds a message that the provider already took since `since`: sending is not idempotent (R91). null: none. 'wait': the provider's word
 * on the last attempt may still come, so it is too early to send again.
 * @param earlier which attempt this is, and whether the outcome of the one before it is unknown; `isAnothers` says whether a message that
 * looks the same is known to be another one of ours, since people are told the same words twice
 */
export type FindSentMessage = (
  message: OutgoingMessage,
  since: Date,
  earlier: {
    readonly attempts: number;
    readonly isUnknown: boolean;
    readonly isAnothers: (providerMessageId: string) => Promise<boolean>;
  },
) => Promise<{ providerMessageId: string } | null | 'wait'>;

/**
 * Marks a received message as read, and shows that somebody types. False: the provider did not; nothing depends on it.
 * @param signal ends what is under way, and begins nothing more
 */
export type MarkRead = (
  message: { readonly number: string; readonly address: string; readonly providerMessageId: string },
  isTyping: boolean,
  signal?: AbortSignal,
) => Promise<boolean>;

export type MediaReference = { readonly provider: string; readonly account: string; readonly url: string };

/**
 * Downloads a medium with the provider's credentials, at most `maxBytes`.
 * 'gone' (may appear yet, 404), 'unreachable', 'too-large', 'not-allowed' (not a medium of that account), 'empty'.
 */
export type DownloadMedia = (
  reference: MediaReference,
  maxBytes: number,
) => Promise<Result<Uint8Array, DownloadFailureCode>>;
export type DownloadFailureCode = 'gone' | 'unreachable' | 'too-large' | 'not-allowed' | 'empty';

export type CheckedMedia = {
  readonly contentType: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/heic' | 'application/pdf';
  readonly extension: 'jpg' | 'png' | 'webp' | 'heic' | 'pdf';
  readonly sha256: string;
  /** pixels upright; of a PDF those of its picture */
  readonly width: number;
  readonly height: number;
  /** WebP */
  readonly thumbnail: Uint8Array;
  /** of a HEIC photo or a PDF: the JPEG that is shown and read; else null, since the original is */
  readonly picture: Uint8Array | null;
};

/** Decides from the bytes alone what a medium is, and makes what is shown of it; 'not-usable' for all but the five types. */
export type CheckMedia = (bytes: Uint8Array) => Promise<Result<CheckedMedia, 'not-usable'>>;

/** A file of a contact, as its bytes say what it is. Null: there is nothing to see, or nothing that could be drawn. */
export type CheckedFile = {
  readonly kind: 'image' | 'document' | 'audio' | 'video';
  /** MIME type, without parameters */
  readonly contentType: string;
  readonly extension: string;
  readonly width: number | null;
  readonly height: number | null;
  /** WebP */
  readonly thumbnail: Uint8Array | null;
  /** of a HEIC photo or a PDF: a JPEG */
  readonly picture: Uint8Array | null;
};

/** Decides from the bytes alone what a contact's file is; 'not-usable' for what is not taken. */
export type CheckFile = (bytes: Uint8Array) => Promise<Result<CheckedFile, 'not-usable'>>;

/** Keeps bytes under a name in the bucket; writing the same name again is harmless. */
export type StoreMedia = (path: string, bytes: Uint8Array, contentType: string) => Promise<void>;

/** Reads bytes by name; null if there are none. */
export type LoadMedia = (path: string) => Promise<Uint8Array | null>;
