import { randomBytes } from 'node:crypto';
import { Problem } from '../problem.ts';
import type { Clock } from '../world/clock.ts';
import type { SessionStatus, WahaOptions, WahaSessionConfig } from './account.ts';
import { phoneId } from './addresses.ts';

/** The first code lives longer than those that follow; after the last one the session fails. */
const FIRST_CODE_MS = 60_000;
const NEXT_CODE_MS = 20_000;
const MOST_CODES = 6;
/** Real sessions take seconds; a simulated start only has to be seen as one. */
const START_MS = 20;
const DEFAULT_SPARE_PHONES = Array.from({ length: 10 }, (_, index) => `+155501${70 + index}`);

/**
 *   STOPPED ──start──▶ STARTING ──paired──▶ WORKING
 *      ▲                  └───not paired──▶ SCAN_QR_CODE ──scanned──▶ WORKING
 *      └──stop── any                             └──six codes ran out──▶ FAILED
 */
export interface LiveSession {
  name: string;
  status: SessionStatus;
  /** The last three, oldest first. */
  statuses: { status: SessionStatus; timestamp: number }[];
  config: WahaSessionConfig;
  /** E.164 of the account that is linked, or that will scan the code. */
  phone: string;
  pushName: string;
  isPaired: boolean;
  /** What the code says now; null unless it can be scanned. */
  code: string | null;
}

export interface Sessions {
  list(): LiveSession[];
  find(name: string): LiveSession | undefined;
  /** The session. Throws Problem 'not-found'. */
  at(name: string): LiveSession;
  /** Throws Problem 'session-exists'. */
  create(name: string, config: WahaSessionConfig): LiveSession;
  configure(session: LiveSession, config: WahaSessionConfig): void;
  start(session: LiveSession): void;
  stop(session: LiveSession): void;
  /** Forgets the pairing. */
  logout(session: LiveSession): void;
  remove(session: LiveSession): void;
  /** The phone scans the code. Throws Problem 'no-code' when there is none. */
  scan(session: LiveSession): void;
  fail(session: LiveSession): void;
  /** Back to the sessions of the start. */
  reset(): void;
}

/** `me` of a session: null until it is known. */
export const meOf = ({ isPaired, status, phone, pushName }: LiveSession) =>
  isPaired && status === 'WORKING' ? { id: phoneId(phone), pushName } : null;

/** @param onStatus runs after every change of status, and at each new code */
export function createSessions(options: WahaOptions, clock: Clock, onStatus: (session: LiveSession) => void): Sessions {
  const byName = new Map<string, LiveSession>();
  const timers = new Map<LiveSession, () => void>();
  const after = (session: LiveSession, delayMs: number, task: () => void) => {
    timers.get(session)?.();
    timers.set(session, clock.schedule(delayMs, task));
  };
  const enter = (session: LiveSession, status: SessionStatus) => {
    timers.get(session)?.();
    session.status = status;
    session.statuses = [...session.statuses, { status, timestamp: clock.now().getTime() }].slice(-3);
    if (status !== 'SCAN_QR_CODE') session.code = null;
    onStatus(session);
  };
  const showCode = (session: LiveSession, nth: number) => {
    if (nth > MOST_CODES) return enter(session, 'FAILED');
    session.code = `2@${randomBytes(60).toString('base64')}`;
    enter(session, 'SCAN_QR_CODE');
    after(session, nth === 1 ? FIRST_CODE_MS : NEXT_CODE_MS, () => showCode(session, nth + 1));
  };
  const begin = (session: LiveSession) => {
    enter(session, 'STARTING');
    after(session, START_MS, () => (session.isPaired ? enter(session, 'WORKING') : showCode(session, 1)));
  };
  const sparePhone = () => {
    const taken = new Set([...byName.values()].map(({ phone }) => phone));
    const spare = (options.sparePhones ?? DEFAULT_SPARE_PHONES).find((phone) => !taken.has(phone));
    if (spare === undefined) throw new Problem('no-phone', 409, 'There is no spare phone left for another session.');
    return spare;
  };
  const reset = () => {
    for (const callOff of timers.values()) callOff();
    timers.clear();
    byName.clear();
    for (const { name, phone, pushName = name, status = 'WORKING', config = {} } of options.sessions) {
      const isPaired = status === 'WORKING' || status === 'STOPPED';
      const statuses = [{ status, timestamp: clock.now().getTime() }];
      const session: LiveSession = { name, status, statuses, config, phone, pushName, isPaired, code: null };
      byName.set(name, session);
      if (status === 'SCAN_QR_CODE') {
        session.code = `2@${randomBytes(60).toString('base64')}`;
        after(session, FIRST_CODE_MS, () => showCode(session, 2));
      }
    }
  };
  reset();
  const start = (session: LiveSession) => {
    if (session.status === 'STOPPED' || session.status === 'FAILED') begin(session);
  };
  return {
    list: () => [...byName.values()],
    find: (name) => byName.get(name),
    at(name) {
      const session = byName.get(name);
      if (session) return session;
      throw new Problem(
        'not-found',
        404,
        `There is no session ${name}. There are: ${[...byName.keys()].join(', ') || 'none'}.`,
      );
    },
    create(name, config) {
      if (byName.has(name)) throw new Problem('session-exists', 422, `Session '${name}' already exists.`);
      const phone = sparePhone();
      const session: LiveSession = {
        name,
        status: 'STOPPED',
        statuses: [],
        config,
        phone,
        pushName: name,
        isPaired: false,
        code: null,
      };
      byName.set(name, session);
      return session;
    },
    configure(session, config) {
      session.config = config;
      if (session.status !== 'STOPPED') begin(session);
    },
    start,
    stop: (session) => enter(session, 'STOPPED'),
    logout(session) {
      const wasStopped = session.status === 'STOPPED';
      session.isPaired = false;
      if (!wasStopped) begin(session);
    },
    remove(session) {
      if (session.status !== 'STOPPED') enter(session, 'STOPPED');
      timers.get(session)?.();
      byName.delete(session.name);
    },
    scan(session) {
      if (session.code === null) {
        throw new Problem('no-code', 409, `The session ${session.name} shows no code: it is ${session.status}.`);
      }
      session.isPaired = true;
      enter(session, 'WORKING');
    },
    fail: (session) => enter(session, 'FAILED'),
    reset,
  };
}
