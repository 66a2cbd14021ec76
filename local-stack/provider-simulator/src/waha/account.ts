/** States of a session. @see https://waha.devlike.pro/docs/how-to/sessions/ */
export const SESSION_STATUSES = ['STOPPED', 'STARTING', 'SCAN_QR_CODE', 'WORKING', 'FAILED'] as const;
export type SessionStatus = (typeof SESSION_STATUSES)[number];

/** Where the events of a session go, as WAHA's API writes it. */
export interface WahaWebhook {
  url: string;
  events: readonly string[];
  hmac?: { key: string } | null;
  retries?: { policy?: 'constant' | 'linear' | 'exponential'; delaySeconds?: number; attempts?: number } | null;
  customHeaders?: readonly { name: string; value: string }[] | null;
}

export interface WahaSessionConfig {
  metadata?: Readonly<Record<string, string>>;
  webhooks?: readonly WahaWebhook[];
  /** What is dropped at the source. */
  ignore?: { status?: boolean; groups?: boolean; channels?: boolean; broadcast?: boolean };
}

/** A session that is there from the start. */
export interface WahaSession {
  name: string;
  /** E.164 of the phone behind it: the one that is paired, or that will scan the code. */
  phone: string;
  /** Name of the account on that phone. */
  pushName?: string;
  /** Default WORKING. */
  status?: SessionStatus;
  config?: WahaSessionConfig;
}

export type WahaEngine = 'GOWS' | 'NOWEB' | 'WEBJS';

/** The simulated WAHA server. */
export interface WahaOptions {
  apiKey: string;
  /** May be empty: sessions can be made through the API. */
  sessions: readonly WahaSession[];
  /** Configured by environment (WHATSAPP_HOOK_URL ...): told of every session, besides the session's own webhooks.
   *  `url` is `/webhooks/waha` next to the simulator's target unless it is given. */
  globalWebhook?: Omit<WahaWebhook, 'url'> & { url?: string };
  /** Phones of sessions made through the API, in the order in which they are paired. Default: +15550170 and on. */
  sparePhones?: readonly string[];
  /** Answers to sending differ by engine; default GOWS. */
  engine?: WahaEngine;
  /** What media URLs begin with; default: the simulator's own `/waha`. The real default is http://localhost:3000. */
  baseUrl?: string;
  /** How long media files are kept, in simulated ms; default 180 s, 0 keeps them. */
  filesLifetimeMs?: number;
}
