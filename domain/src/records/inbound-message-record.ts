import { z } from 'zod';
import type { InboundMessage } from '../message/inbound-message.ts';
import { PROVIDERS } from '../receiving-number/receiving-number.ts';
import { instant } from './instant.ts';

const shape = z.object({
  provider: z.enum(PROVIDERS),
  account: z.string(),
  providerMessageId: z.string(),
  receivingNumber: z.string(),
  sender: z.object({
    alias: z.string(),
    otherAliases: z.array(z.string()),
    phone: z.string().nullable(),
    address: z.string(),
    exactPhone: z.string().optional(),
    profileName: z.string().nullable(),
  }),
  text: z.string(),
  summary: z.string().nullish(),
  media: z.array(z.looseObject({ url: z.string(), declaredType: z.string() })),
  about: z
    .object({ providerMessageId: z.string(), relation: z.enum(['reply', 'reaction', 'edit', 'deletion']) })
    .nullable(),
  kind: z.string().nullable(),
  optOut: z.enum(['stop', 'start']).nullish(),
  receivedAt: instant,
  signedBy: z.literal('tenant').optional(),
  raw: z.record(z.string(), z.unknown()),
});

/** An inbound message as it is kept until somebody says whose it is. */
export const inboundMessageRecord = shape.transform((stored) => stored as unknown as InboundMessage);
