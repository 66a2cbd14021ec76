import { numberRecord } from '@casillero/domain/records/routing-records';
import { aTenant } from '@casillero/domain/testing';
import { type Simulator, startSimulator } from '@casillero/provider-simulator';
import twilio from 'twilio';
import RequestClient from 'twilio/lib/base/RequestClient.js';
import { serveNumbers } from '../src/api/numbers/serve-numbers.ts';
import { servePurchases } from '../src/api/purchases/serve-purchases.ts';
import { listNumbersOn } from '../src/firestore/list-numbers.ts';
import { listPurchasesOn } from '../src/firestore/list-purchases.ts';
import { readOn } from '../src/firestore/transact.ts';
import { metaNumberSource } from '../src/provider/meta/number-source.ts';
import { twilioNumberAccount } from '../src/provider/twilio/number-account.ts';
import { twilioNumberSource } from '../src/provider/twilio/number-source.ts';
import { redirectRequests } from '../src/provider/twilio/simulated-host.ts';
import { wahaNumberSource } from '../src/provider/waha/number-source.ts';
import { wahaServer } from '../src/provider/waha/sessions.ts';
import type { NumberAccount, NumberSource } from '../src/usecases/numbers/ports.ts';
import { workOffPurchase } from '../src/usecases/purchases/work-off-purchase.ts';
import { makeWorkOff, type WorkOff } from '../src/usecases/work-off/work-off.ts';
import { nobodyWorks } from './nobody-works.ts';
import { type Answer, TestApi } from './start-api.ts';

export const ACCOUNT = { sid: `AC${'1'.padStart(32, '0')}`, authToken: '0badc0de0badc0de0badc0de0badc0de' };
export const BASE = 'https://casillero.example';
export const SHARED = 'twilio:+15550100';
export const WABA = '200000000000001';
export const OWN_WABA = '200000000000002';
export const META = 'meta:100000000000000001';
/** Of Izalco's own account. */
export const OWN_META = 'meta:100000000000000002';

/** A number as it is kept: Meta's, dedicated to nobody, unless said otherwise. */
export const aNumber = (over: Record<string, unknown> = {}) =>
  numberRecord.parse({
    provider: 'meta',
    mode: 'dedicated',
    tenantIds: [],
    display: '+1 555 0110',
    verifiedName: 'Casillero',
    status: 'online',
    createdAt: new Date('2026-01-01T00:00:00Z'),
    ...over,
  });

/** The numbers of all providers over the API, with each provider's part of the simulator as its accounts. */
export class NumbersWorld {
  readonly api: TestApi;
  readonly simulator: Simulator;
  /** what the numbers are asked from; a test may put others in their place until `empty` */
  sources: readonly NumberSource[] = [];
  readonly all: readonly NumberSource[];
  readonly #workOff: WorkOff;

  private constructor(simulator: Simulator, api: TestApi, all: readonly NumberSource[], workOff: WorkOff) {
    this.simulator = simulator;
    this.api = api;
    this.all = all;
    this.#workOff = workOff;
  }

  static async start(): Promise<NumbersWorld> {
    const simulator = await startSimulator(ACCOUNTS);
    const account = accountAt(simulator);
    const asked = { sources: async (): Promise<readonly NumberSource[]> => [] };
    const works: WorkOff[] = [];
    const api = await TestApi.start((world) => {
      const read = readOn(world.firestore);
      const provision = workOffPurchase({ ...world, account: () => account });
      works.push(makeWorkOff({ ...world, workers: { ...nobodyWorks(), provision }, onFailure: () => undefined }));
      return [
        ...serveNumbers({ ...world, read, sources: () => asked.sources(), list: listNumbersOn(world.firestore) }),
        ...servePurchases({ ...world, read, list: listPurchasesOn(world.firestore), account: account.account }),
      ];
    });
    const [workOff] = works;
    if (workOff === undefined) throw new Error('The API made no endpoints.');
    const world = new NumbersWorld(simulator, api, sourcesAt(simulator, account), workOff);
    asked.sources = async () => world.sources;
    return world;
  }

  /** Two importers, the account of one of them, and no number that anybody knows of yet. */
  async empty(): Promise<void> {
    this.sources = this.all;
    const { firestore } = this.api.world;
    const left = ['numbers', 'purchases'].map(async (name) => {
      const found = await this.api.list(name);
      await Promise.all(found.map(({ id }) => firestore.doc(`${name}/${id}`).delete()));
    });
    await Promise.all([...left, firestore.doc('platform/defaultNumber').delete()]);
    await this.api.write({
      'tenants/cuscatlan': { ...aTenant() },
      'tenants/izalco': { ...aTenant({ name: 'Izalco' }) },
      'accounts/acc_izalco': {
        provider: 'meta',
        tenantId: 'izalco',
        label: 'Izalco',
        wabaId: OWN_WABA,
        portfolioId: null,
        phoneNumberIds: [],
        hasOwnApp: false,
        token: { state: 'ok', since: new Date(), code: null, message: null },
        createdAt: new Date(),
        updatedAt: new Date(),
      },
    });
  }

  /** Izalco's account with a token that Meta refuses. */
  refusedSource(): NumberSource {
    return metaNumberSource(
      () => ({ base: this.simulator.graphUrl, version: 'v24.0' }),
      { wabaId: OWN_WABA, accountId: 'acc_izalco', token: 'EAAwrong' },
      () => false,
    );
  }

  /** Calls as an operator. */
  op(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.api.call('operator', method, path, body, headers);
  }

  assign(number: string, tenantIds: readonly string[], shareDeliberately = false): Promise<Answer> {
    const body = { mode: 'dedicated', tenantIds, shareDeliberately };
    return this.op('PUT', `/phone-numbers/${number}/assignment`, body);
  }

  /** Runs all tasks in the order of their times, moving the clocks to each. */
  async settle(): Promise<void> {
    const { queue, now } = this.api.world;
    for (let task = queue.take(); task !== null; task = queue.take()) {
      const wait = Math.max(0, task.at.getTime() - now().getTime());
      this.api.advance(wait);
      this.simulator.control.advanceClock({ ms: wait });
      await this.#workOff(task.payload.outboxId);
    }
  }

  async stop(): Promise<void> {
    await this.api.stop();
    await this.simulator.stop();
  }
}

type View = { number: string } & Record<string, unknown>;

/** The numbers of an answer, by their keys. */
export const numbersOf = (body: Record<string, unknown>): Record<string, View> =>
  Object.fromEntries((body.numbers as View[]).map((each) => [each.number, each]));

const ACCOUNTS: Parameters<typeof startSimulator>[0] = {
  port: 0,
  target: BASE,
  accounts: [ACCOUNT],
  numbers: [{ provider: 'twilio', phone: '+15550100', name: 'Casillero', accountSid: ACCOUNT.sid }],
  people: [],
  waha: { apiKey: 'waha key', sessions: [{ name: 'taller', phone: '+15550120' }] },
  inventory: [{ phone: '+15550181', country: 'US', kind: 'Local' }],
  meta: {
    apps: [{ id: '300000000000001', secret: 'a secret', verifyToken: 'verify' }],
    wabas: [
      { id: WABA, portfolioId: '400000000000001', appId: '300000000000001', accessTokens: ['EAAplatform'] },
      { id: OWN_WABA, portfolioId: '400000000000002', appId: '300000000000001', accessTokens: ['EAAown'] },
    ],
    numbers: [
      { provider: 'meta', phone: '+15550110', name: 'Casillero', phoneNumberId: META.slice(5), wabaId: WABA },
      { provider: 'meta', phone: '+15550111', name: 'Izalco', phoneNumberId: OWN_META.slice(5), wabaId: OWN_WABA },
    ],
  },
};

function accountAt(simulator: Simulator): NumberAccount {
  const client = twilio(ACCOUNT.sid, ACCOUNT.authToken, { httpClient: redirectRequests(RequestClient, simulator.url) });
  return twilioNumberAccount(
    async () => client,
    () => ({ accountSid: ACCOUNT.sid, publicBaseUrl: BASE, wabaId: null }),
  );
}

function sourcesAt(simulator: Simulator, account: NumberAccount): NumberSource[] {
  const graph = () => ({ base: simulator.graphUrl, version: 'v24.0' });
  const isOurs = (url: string) => url.startsWith(BASE);
  return [
    twilioNumberSource(account),
    metaNumberSource(graph, { wabaId: WABA, accountId: null, token: 'EAAplatform' }, isOurs),
    metaNumberSource(graph, { wabaId: OWN_WABA, accountId: 'acc_izalco', token: 'EAAown' }, isOurs),
    wahaNumberSource(
      wahaServer({
        access: () => ({ base: simulator.wahaUrl, apiKey: 'waha key' }),
        webhookUrl: () => `${BASE}/webhooks/waha`,
        hmacKey: () => 'hmac key',
        isHookedGlobally: () => false,
      }),
      'waha.example',
    ),
  ];
}
