/** An app at Meta: it receives webhooks, and its secret signs them. Every secret here is a fake. */
export interface MetaApp {
  /** Digits. */
  id: string;
  name?: string;
  secret: string;
  /** The secret before the last reset: signs when the fault 'old-secret' is set. Default: one that nobody has. */
  previousSecret?: string;
  /** Asked for in the GET handshake. */
  verifyToken: string;
  /** Default: `/webhooks/meta` next to the simulator's target. */
  webhookUrl?: string;
}

/** A WhatsApp business account. */
export interface MetaWaba {
  /** Digits; `entry[].id` of its webhooks. */
  id: string;
  name?: string;
  /** Business portfolio: people have another user id in each. */
  portfolioId: string;
  /** The app that the access tokens belong to. */
  appId: string;
  accessTokens: readonly string[];
  /** Whether the app is subscribed from the start; without that no webhook arrives. Default true. */
  isSubscribed?: boolean;
  templates?: readonly MetaTemplate[];
}

export interface MetaNumber {
  provider: 'meta';
  /** E.164 */
  phone: string;
  /** Verified name. */
  name: string;
  /** Digits, more than a JavaScript number can hold. */
  phoneNumberId: string;
  wabaId: string;
  /** As Meta writes it, e.g. "+503 2222-1111"; default: the phone. */
  displayPhone?: string;
  /** Default GREEN. */
  quality?: MetaQuality;
  /** Default TIER_2K. */
  messagingLimit?: MetaMessagingLimit;
  /** Default CONNECTED. */
  status?: MetaNumberStatus;
  /** Default APPROVED. */
  nameStatus?: string;
  /** Also in the WhatsApp Business app on a phone: edits and deletions arrive as such. */
  isCoexistence?: boolean;
  /** In and out together; default 80. */
  messagesPerSecond?: number;
}

export type MetaQuality = 'GREEN' | 'YELLOW' | 'RED' | 'UNKNOWN';
export type MetaMessagingLimit = 'TIER_250' | 'TIER_2K' | 'TIER_10K' | 'TIER_100K' | 'TIER_UNLIMITED';
export type MetaNumberStatus = 'CONNECTED' | 'PENDING' | 'DISCONNECTED' | 'FLAGGED' | 'RESTRICTED' | 'BANNED';

export interface MetaTemplate {
  name: string;
  language: string;
  /** Default APPROVED. */
  status?: 'APPROVED' | 'PENDING' | 'REJECTED' | 'PAUSED' | 'DISABLED';
  /** Default UTILITY. */
  category?: 'UTILITY' | 'MARKETING' | 'AUTHENTICATION';
  /** `{{1}}` or `{{name}}` are filled from the body component's parameters. */
  body: string;
}

/** The simulated Cloud API. */
export interface MetaOptions {
  apps: readonly MetaApp[];
  wabas: readonly MetaWaba[];
  numbers: readonly MetaNumber[];
  /** Waits between the attempts to deliver a webhook, in ms of simulated time. Default: more and more, for 7 days. */
  retryDelaysMs?: readonly number[];
  /** How many messages may go to one person at once before the pair limit (1 per 6 s) holds; default 45. */
  pairBurst?: number;
}
