import type { Result } from '@casillero/domain/result';

/** A session as the WAHA server tells it. */
export type WahaServerSession = {
  readonly name: string;
  /** WAHA's word */
  readonly status: string;
  /** canonical phone of the paired account, or null */
  readonly phone: string | null;
  readonly pushName: string | null;
  readonly engine: string | null;
  /** its events come to our webhook, signed */
  readonly isHooked: boolean;
};

export type WahaFailureCode =
  | 'waha-not-configured'
  | 'waha-unreachable'
  | 'waha-refused'
  | 'not-found'
  | 'session-exists'
  | 'no-qr-code';

type Answer<Value> = Promise<Result<Value, WahaFailureCode>>;

/** The WAHA server, as far as its sessions go. */
export type WahaServer = {
  readonly list: () => Answer<readonly WahaServerSession[]>;
  readonly get: (name: string) => Answer<WahaServerSession>;
  /** makes it with our signed webhook, and starts it */
  readonly create: (name: string) => Answer<WahaServerSession>;
  readonly act: (name: string, action: 'start' | 'stop' | 'restart' | 'logout') => Answer<WahaServerSession>;
  /** configures our signed webhook, and keeps whatever else is configured */
  readonly hook: (name: string) => Answer<WahaServerSession>;
  /** the text of the code that pairs a phone */
  readonly qrCode: (name: string) => Answer<string>;
};
