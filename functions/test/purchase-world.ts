import twilio from 'twilio';
import RequestClient from 'twilio/lib/base/RequestClient.js';
import { servePurchases } from '../src/api/purchases/serve-purchases.ts';
import { findOverdueOn } from '../src/firestore/find-overdue-entries.ts';
import { listPurchasesOn } from '../src/firestore/list-purchases.ts';
import { readOn } from '../src/firestore/transact.ts';
import { twilioNumberAccount } from '../src/provider/twilio/number-account.ts';
import { redirectRequests } from '../src/provider/twilio/simulated-host.ts';
import type { Transact } from '../src/usecases/documents.ts';
import type { NumberAccount } from '../src/usecases/numbers/ports.ts';
import { workOffPurchase } from '../src/usecases/purchases/work-off-purchase.ts';
import { makeSweepOutbox } from '../src/usecases/sweep-outbox/sweep-outbox.ts';
import { makeWorkOff, type Workers, type WorkOff } from '../src/usecases/work-off/work-off.ts';
import { nobodyWorks } from './nobody-works.ts';
import { TestApi } from './start-api.ts';
import { TwilioNumbersServer } from './twilio-numbers-server.ts';

export const TWILIO_ACCOUNT = `AC${'1'.padStart(32, '0')}`;
export const BASE = 'https://casillero.example';

/** A process that can be killed after any of its operations: from then on nothing that it tries happens. */
class Killer {
  done = 0;
  killAfter = Number.POSITIVE_INFINITY;
  get isDead(): boolean {
    return this.done >= this.killAfter;
  }
  /** One operation: a call to the provider or a transaction. */
  async run<Value>(operation: () => Promise<Value>): Promise<Value> {
    if (this.isDead) throw new Error('killed');
    const value = await operation();
    this.done += 1;
    if (this.isDead) throw new Error('killed');
    return value;
  }
  revive(): void {
    this.killAfter = Number.POSITIVE_INFINITY;
  }
}

/** Buying numbers through the API, with the real Twilio SDK against a small Twilio, and a queue worker that can be killed. */
export class PurchaseWorld {
  readonly api: TestApi;
  readonly twilio: TwilioNumbersServer;
  readonly account: NumberAccount;
  readonly killer = new Killer();
  readonly #workOff: WorkOff;
  readonly #sweep: () => Promise<number>;

  static async start(): Promise<PurchaseWorld> {
    const server = await new TwilioNumbersServer().start();
    const client = twilio(TWILIO_ACCOUNT, '0badc0de0badc0de0badc0de0badc0de', {
      httpClient: redirectRequests(RequestClient, server.url),
    });
    const account = twilioNumberAccount(
      async () => client,
      () => ({ accountSid: TWILIO_ACCOUNT, publicBaseUrl: BASE, wabaId: '880000000000009' }),
    );
    const api = await TestApi.start((world) =>
      servePurchases({
        ...world,
        read: readOn(world.firestore),
        list: listPurchasesOn(world.firestore),
        account: () => TWILIO_ACCOUNT,
      }),
    );
    return new PurchaseWorld(api, server, account);
  }

  private constructor(api: TestApi, server: TwilioNumbersServer, account: NumberAccount) {
    this.api = api;
    this.twilio = server;
    this.account = account;
    const { enqueue, now, firestore } = api.world;
    const transact: Transact = (work) => this.killer.run(() => api.world.transact(work));
    const workers: Workers = {
      ...nobodyWorks(),
      provision: workOffPurchase({ transact, account: () => this.#mortal(account), now }),
    };
    this.#workOff = makeWorkOff({
      transact,
      workers,
      enqueue: (entries) => this.killer.run(() => enqueue(entries)),
      now,
      onFailure: () => undefined,
    });
    this.#sweep = makeSweepOutbox({ findOverdue: findOverdueOn(firestore), enqueue, now });
  }

  /** The account as a process that can be killed calls it. */
  #mortal(account: NumberAccount): NumberAccount {
    return new Proxy(account, {
      get: (target, name: keyof NumberAccount) => {
        const method = target[name] as (...given: unknown[]) => unknown;
        if (name === 'account' || name === 'isOurWebhook') return method;
        return (...given: unknown[]) => this.killer.run(async () => method(...given));
      },
    });
  }

  /** Runs all tasks in the order of their times, moving the clock to each. */
  async settle(): Promise<void> {
    while (await this.settleOne());
  }

  /** Runs the task that is due first, moving the clock to it. @returns whether there was one */
  async settleOne(): Promise<boolean> {
    const { queue, now } = this.api.world;
    const task = queue.take();
    if (task === null) return false;
    const wait = task.at.getTime() - now().getTime();
    if (wait > 0) this.api.advance(wait);
    await this.#workOff(task.payload.outboxId).catch((error: unknown) => {
      if (!this.killer.isDead) throw error;
    });
    return true;
  }

  /** A new process: leases run out, the sweep finds what was left, and all of it is worked off. */
  async restart(): Promise<void> {
    this.killer.revive();
    do {
      await this.settle();
      this.api.advance(11 * 60_000);
    } while ((await this.#sweep()) > 0);
  }

  async stop(): Promise<void> {
    await this.api.stop();
    await this.twilio.stop();
  }
}
