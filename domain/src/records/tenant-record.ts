import { z } from 'zod';
import { LOCALES } from '../tenant/locale.ts';
import { businessHoursRecord } from './business-hours-record.ts';
import { instant, instantOrNull } from './instant.ts';

/** `ocr` runs inside the functions; `vision` asks an endpoint that the platform's settings name. */
export const EXTRACTION_ENGINES = ['ocr', 'vision'] as const;
export type ExtractionEngine = (typeof EXTRACTION_ENGINES)[number];

/** `tenants/{tenantId}`: read by every message that the tenant owns; written by operators through the API. */
export const tenantRecord = z.object({
  name: z.string().min(1),
  status: z.enum(['active', 'suspended']),
  locale: z.enum(LOCALES),
  /** IANA name, for example America/El_Salvador: months of usage and business hours are counted in it */
  timeZone: z.string().min(1),
  plan: z.enum(['starter', 'business', 'enterprise']),
  /** what reads this tenant's screenshots (R16) */
  extractionEngine: z.enum(EXTRACTION_ENGINES).default('ocr'),
  /** ISO 3166-1 alpha-2: how national phones are read and amounts written */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('SV'),
  /** receiving number that messages of its own accord leave from (R50); null: the platform's default number */
  outgoingNumber: z.string().nullable().default(null),
  /** what a contact is told at first contact (R32); empty: nothing */
  welcome: z.string().default(''),
  /** what a contact is told outside of `hours`, at most once in 12 h (R32); empty: nothing */
  away: z.string().default(''),
  /** null: always open */
  hours: businessHoursRecord.nullable().default(null),
  suspendedAt: instantOrNull.default(null),
  suspendedReason: z.string().nullable().default(null),
  createdAt: instant,
});
export type TenantRecord = z.infer<typeof tenantRecord>;

/** `tenants/{tenantId}/members/{uid}`: a dashboard user of the tenant (R71). */
export const memberRecord = z.object({
  email: z.string(),
  displayName: z.string(),
  role: z.enum(['admin', 'member']),
  createdAt: instant,
});
export type MemberRecord = z.infer<typeof memberRecord>;

/** `tenants/{tenantId}/phones/{alias}`: a registered staff phone, as the tenant's own people see it (R54). */
export const phoneRecord = z.object({
  /** canonical E.164, or null for a sender who hides the phone */
  phone: z.string().nullable(),
  senderId: z.string(),
  label: z.string(),
  isPrimary: z.boolean(),
  registeredAt: instant,
  /** the name in its WhatsApp profile when it was registered; shown, never trusted */
  profileName: z.string().nullish(),
  /** true: its account moved to another number since; it is staff again once it proved that one too (R4, R54) */
  needsProof: z.boolean().optional(),
});
export type PhoneRecord = z.infer<typeof phoneRecord>;
