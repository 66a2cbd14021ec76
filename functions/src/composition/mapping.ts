import { randomUUID } from 'node:crypto';
import { serveMapping } from '../api/mapping/serve-mapping.ts';
import type { Served } from '../api/serve.ts';
import { serveStats } from '../api/stats/serve-stats.ts';
import { countsOn, listedTenantsOn } from '../firestore/count-platform.ts';
import { listPageOn } from '../firestore/list-page.ts';
import { readOn } from '../firestore/transact.ts';
import { makeStats } from '../usecases/stats/count-stats.ts';
import { firestore, now, once, transact } from './platform.ts';

/** The gateway's figures, and its mapping as a file (R56). */
export const mappingEndpoints: () => readonly Served[] = once(() => [
  ...serveStats({
    stats: makeStats({
      transact: transact(),
      read: readOn(firestore()),
      counts: countsOn(firestore()),
      tenants: listedTenantsOn(firestore()),
      now,
    }),
  }),
  ...serveMapping({ transact: transact(), listPage: listPageOn(firestore()), newId: randomUUID, now }),
]);
