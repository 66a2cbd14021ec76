import * as accounts from '@casillero/domain/api/accounts';
import * as answers from '@casillero/domain/api/answers';
import * as availableNumbers from '@casillero/domain/api/available-numbers';
import * as conversations from '@casillero/domain/api/conversations';
import type { Endpoint } from '@casillero/domain/api/endpoint';
import * as links from '@casillero/domain/api/links';
import * as mapping from '@casillero/domain/api/mapping';
import * as numbers from '@casillero/domain/api/numbers';
import * as phones from '@casillero/domain/api/phones';
import * as problems from '@casillero/domain/api/problems';
import * as purchases from '@casillero/domain/api/purchases';
import * as registrations from '@casillero/domain/api/registrations';
import * as senders from '@casillero/domain/api/senders';
import * as stats from '@casillero/domain/api/stats';
import * as tenants from '@casillero/domain/api/tenants';
import * as unrouted from '@casillero/domain/api/unrouted';
import * as uploads from '@casillero/domain/api/uploads';
import * as waha from '@casillero/domain/api/waha-sessions';
import { expect, test } from 'vitest';
import { CATALOGS, type CatalogName } from './catalogs.ts';
import { faultTextId } from './fault-text-id.ts';

const endpointsIn = (...modules: readonly object[]): readonly Endpoint[] =>
  modules.flatMap((module) =>
    Object.values(module).filter(
      (each: unknown): each is Endpoint => typeof each === 'object' && each !== null && 'failures' in each,
    ),
  );

/** What every call may be answered with besides its own failures. */
const OF_EVERY_CALL = [
  'not-found',
  'not-signed-in',
  'members-only',
  'admins-only',
  'invalid-input',
  'too-many-calls',
  'still-running',
  'internal',
  'http-502',
  'unexpected-answer',
  'no-network',
];

/** No number at all is said in a place of its own; a batch has nothing to do with a file for a contact. */
const SAID_ELSEWHERE = new Set(['no-number', 'batch-cancelled']);

test.each([
  {
    page: 'whatsapp' as const,
    endpoints: endpointsIn(answers, phones, registrations, links, accounts, { a: numbers.getTenantNumber }),
  },
  {
    page: 'conversations' as const,
    endpoints: endpointsIn(conversations, { a: uploads.startFile, b: uploads.putUploadBytes }),
  },
  {
    page: 'operators' as const,
    endpoints: endpointsIn(
      tenants,
      numbers,
      availableNumbers,
      purchases,
      waha,
      senders,
      unrouted,
      stats,
      mapping,
      problems,
    ),
  },
])('every failure of the endpoints of $page is said in words of ours', async ({ page, endpoints }) => {
  const shown: readonly CatalogName[] = ['start', 'work', page];
  const ids = new Set(
    (await Promise.all(shown.map((name) => CATALOGS[name].en()))).flatMap(({ messages }) => Object.keys(messages)),
  );
  const codes = [...OF_EVERY_CALL, ...endpoints.flatMap(({ failures }) => Object.keys(failures))];
  expect([...new Set(codes)].filter((code) => !ids.has(faultTextId(code)) && !SAID_ELSEWHERE.has(code))).toEqual([]);
});
