import { FirestoreError } from '../values/status.ts';
import { areInConflict, type LockClaim } from './lock-claims.ts';

/** How long a request waits for the locks of others before it gives up. */
export const LOCK_WAIT_MS = 10_000;

/** Runs a function later. @returns a function that calls it off */
export type Schedule = (ms: number, run: () => void) => () => void;

export const systemSchedule: Schedule = (ms, run) => {
  const timer = setTimeout(run, ms);
  timer.unref();
  return () => clearTimeout(timer);
};

/** Who holds locks: a transaction, or a plain commit for the time of its waiting. */
export type LockOwner = {
  /** Age: in a deadlock the youngest gives way. A retry keeps the age of its first attempt, so it wins in the end. */
  readonly age: number;
};

type Waiter = {
  readonly owner: LockOwner;
  readonly claim: LockClaim;
  readonly grant: () => void;
  readonly refuse: (error: FirestoreError) => void;
};

const CONTENTION = 'Too much contention on these documents. Please try again.';

/**
 * Strict two-phase locks with first-come-first-served waiting, as production's pessimistic mode.
 *
 *   claim ──no conflict──▶ HELD ──release──▶ (gone)
 *     └──conflict──▶ WAITING ──holders gone──▶ HELD
 *                       └──deadlock or too long──▶ refused with ABORTED
 *
 * A newcomer also queues behind an earlier waiter it conflicts with, so that writers are not starved by readers, unless
 * that waiter waits for the newcomer itself. Write claims are never held: their owner commits in the same tick.
 */
export class LockTable {
  readonly #held = new Map<LockOwner, LockClaim[]>();
  readonly #schedule: Schedule;
  #waiters: Waiter[] = [];

  constructor(schedule: Schedule = systemSchedule) {
    this.#schedule = schedule;
  }

  /** Owners that hold something; for tests and for the summary of a stuck server. */
  get holderCount(): number {
    return this.#held.size;
  }

  get waiterCount(): number {
    return this.#waiters.length;
  }

  /**
   * Takes a claim and runs `whenGranted` in the same tick, before anybody else can change anything.
   * @returns what `whenGranted` returned
   * @throws FirestoreError ABORTED on deadlock (for the youngest involved) or after LOCK_WAIT_MS
   */
  async claim<Result>(owner: LockOwner, claim: LockClaim, whenGranted: () => Result): Promise<Result> {
    const grant = (): Result => {
      if (claim.kind !== 'write') this.#hold(owner, claim);
      return whenGranted();
    };
    if (this.#isFree(owner, claim)) return grant();
    return new Promise<Result>((resolve, reject) => {
      const stopTimer = this.#schedule(LOCK_WAIT_MS, () =>
        this.#refuse(waiter, 'the locks of another transaction were held too long'),
      );
      const waiter: Waiter = {
        owner,
        claim,
        grant: () => {
          stopTimer();
          try {
            resolve(grant());
          } catch (error) {
            reject(error);
          }
        },
        refuse: (error) => {
          stopTimer();
          reject(error);
        },
      };
      this.#waiters.push(waiter);
      this.#breakDeadlock(waiter);
      // Waiting changed who waits for whom: somebody who queued politely may now have to go first.
      this.#serveWaiters();
    });
  }

  /** Gives back everything an owner holds or waits for, and serves those who waited for it. */
  release(owner: LockOwner): void {
    const waiting = this.#waiters.filter((waiter) => waiter.owner === owner);
    this.#waiters = this.#waiters.filter((waiter) => waiter.owner !== owner);
    this.#held.delete(owner);
    for (const waiter of waiting) waiter.refuse(aborted('the transaction was ended meanwhile'));
    this.#serveWaiters();
  }

  /** Whether somebody waits for what an owner holds. */
  isWaitedFor(owner: LockOwner): boolean {
    return this.#waiters.some((waiter) => this.#holdersAgainst(waiter).has(owner));
  }

  #hold(owner: LockOwner, claim: LockClaim): void {
    const claims = this.#held.get(owner);
    if (claims) claims.push(claim);
    else this.#held.set(owner, [claim]);
  }

  #isFree(owner: LockOwner, claim: LockClaim): boolean {
    if (this.#held.size === 0 && this.#waiters.length === 0) return true;
    return this.#blockers({ owner, claim }, this.#waiters).size === 0;
  }

  /** The owners a claim has to wait for: holders, and earlier waiters that do not themselves wait for this owner. */
  #blockers(claimed: { owner: LockOwner; claim: LockClaim }, earlier: readonly Waiter[]): Set<LockOwner> {
    const blockers = this.#holdersAgainst(claimed);
    for (const waiter of earlier) {
      if (waiter.owner === claimed.owner || blockers.has(waiter.owner)) continue;
      if (!areInConflict(claimed.claim, waiter.claim)) continue;
      if (!this.#waitsFor(waiter, claimed.owner, new Set())) blockers.add(waiter.owner);
    }
    return blockers;
  }

  #holdersAgainst({ owner, claim }: { owner: LockOwner; claim: LockClaim }): Set<LockOwner> {
    const holders = new Set<LockOwner>();
    for (const [holder, claims] of this.#held) {
      if (holder !== owner && claims.some((held) => areInConflict(claim, held))) holders.add(holder);
    }
    return holders;
  }

  /** Whether a waiter can only go on once `target` does, directly or through others it waits for or queues behind. */
  #waitsFor(waiter: Waiter, target: LockOwner, seen: Set<Waiter>): boolean {
    if (seen.has(waiter)) return false;
    seen.add(waiter);
    const holders = this.#holdersAgainst(waiter);
    if (holders.has(target)) return true;
    const place = this.#waiters.indexOf(waiter);
    return this.#waiters.some(
      (other, index) =>
        (holders.has(other.owner) || (index < place && areInConflict(waiter.claim, other.claim))) &&
        this.#waitsFor(other, target, seen),
    );
  }

  /** A new waiter may close a circle of waiting; then the youngest owner in that circle is refused. */
  #breakDeadlock(newest: Waiter): void {
    for (;;) {
      const circle = this.#circleFrom(newest, []);
      if (!circle) return;
      const youngest = circle.reduce((a, b) => (b.owner.age > a.owner.age ? b : a));
      this.#refuse(youngest, 'two transactions waited for each other');
      if (youngest === newest || !this.#waiters.includes(newest)) return;
    }
  }

  #circleFrom(waiter: Waiter, path: readonly Waiter[]): Waiter[] | null {
    const start = path.findIndex((other) => other.owner === waiter.owner);
    if (start >= 0) return path.slice(start);
    for (const holder of this.#holdersAgainst(waiter)) {
      for (const next of this.#waiters.filter((other) => other.owner === holder)) {
        const circle = this.#circleFrom(next, [...path, waiter]);
        if (circle) return circle;
      }
    }
    return null;
  }

  /** Refusing a transaction ends it: it lets go of all it holds. */
  #refuse(waiter: Waiter, reason: string): void {
    if (!this.#waiters.includes(waiter)) return;
    this.#waiters = this.#waiters.filter((other) => other !== waiter);
    waiter.refuse(aborted(reason));
    this.release(waiter.owner);
  }

  #serveWaiters(): void {
    for (let i = 0; i < this.#waiters.length; i++) {
      const waiter = this.#waiters[i] as Waiter;
      if (this.#blockers(waiter, this.#waiters.slice(0, i)).size > 0) continue;
      this.#waiters = this.#waiters.filter((other) => other !== waiter);
      waiter.grant();
      // A grant may release locks and serve others; the list is another one now.
      i = -1;
    }
  }
}

function aborted(reason: string): FirestoreError {
  return new FirestoreError('ABORTED', `${CONTENTION} (${reason})`);
}
