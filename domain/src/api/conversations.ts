import { z } from 'zod';
import { cleanText } from '../message/clean-text.ts';
import { MESSAGE_TEXT_MAX } from '../message/message-length.ts';
import { endpoint } from './endpoint.ts';
import { recordId, tenantId } from './tenant-params.ts';

const oneConversation = z.object({ tenantId, senderId: recordId });
const oneMessage = oneConversation.extend({ messageId: recordId });

/** Why nothing can be sent to a contact now. */
const CANNOT_SEND = {
  /** the contact wrote last more than 24 h ago (R34) */
  'window-closed': 409,
  /** the number that the contact wrote to is not the importer's any more (R50) */
  'number-not-yours': 409,
  'importer-suspended': 409,
  /** a conversation with one of the importer's own staff phones */
  'not-a-contact': 409,
} as const;

export const sendMessage = endpoint({
  id: 'sendMessage',
  method: 'POST',
  path: '/tenants/{tenantId}/conversations/{senderId}/messages',
  summary:
    'Writes to a contact, from the number that the contact wrote to last, within 24 hours of the last message from there. The message is in the conversation at once, queued.',
  access: 'member',
  params: oneConversation,
  query: z.object({}),
  body: z
    .object({
      /** up to 4,096 characters, 1,600 from a Twilio number; with a file as much as a caption may have */
      text: z
        .string()
        .transform((typed) => cleanText(typed).trim())
        .refine((text) => [...text].length <= MESSAGE_TEXT_MAX, `At most ${MESSAGE_TEXT_MAX} characters.`),
      /** a complete upload for this contact (startFile) that goes along */
      uploadId: recordId.optional(),
    })
    .refine(({ text, uploadId }) => text !== '' || uploadId !== undefined, {
      path: ['text'],
      message: 'Write something, or attach a file.',
    }),
  answer: z.object({ messageId: z.string(), at: z.iso.datetime(), windowClosesAt: z.iso.datetime() }),
  status: 202,
  failures: {
    'not-found': 404,
    ...CANNOT_SEND,
    'text-too-long': 422,
    'upload-not-found': 422,
    'upload-incomplete': 409,
    'file-too-large': 422,
  },
  needsIdempotencyKey: true,
});

export const retryMessage = endpoint({
  id: 'retryMessage',
  method: 'POST',
  path: '/tenants/{tenantId}/conversations/{senderId}/messages/{messageId}/retry',
  summary: 'Sends a message of ours again that failed; it keeps its id.',
  access: 'member',
  params: oneMessage,
  query: z.object({}),
  body: z.void(),
  answer: z.object({ messageId: z.string(), at: z.iso.datetime() }),
  status: 202,
  failures: { 'not-found': 404, ...CANNOT_SEND, 'nothing-to-retry': 409 },
  needsIdempotencyKey: true,
});

export const markConversationRead = endpoint({
  id: 'markConversationRead',
  method: 'POST',
  path: '/tenants/{tenantId}/conversations/{senderId}/read',
  summary: 'Says that a person has read all that the contact wrote; the provider is told too, where it can be.',
  access: 'member',
  params: oneConversation,
  query: z.object({}),
  body: z.void(),
  answer: z.void(),
  status: 204,
  failures: { 'not-found': 404 },
  needsIdempotencyKey: false,
});
