import { randomUUID } from 'node:crypto';
import { getAuth } from 'firebase-admin/auth';
import { serveMembers } from '../api/members/serve-members.ts';
import type { Served } from '../api/serve.ts';
import { serveTenants } from '../api/tenants/serve-tenants.ts';
import { firebaseLogIns } from '../auth/firebase-log-ins.ts';
import { publicBaseUrl } from '../config.ts';
import { listTenantsOn } from '../firestore/list-tenants.ts';
import { readOn } from '../firestore/transact.ts';
import { makeChangeMember } from '../usecases/members/change-member.ts';
import { makeInviteMember } from '../usecases/members/invite-member.ts';
import { makeChangeTenant } from '../usecases/tenants/change-tenant.ts';
import { makeCreateTenant } from '../usecases/tenants/create-tenant.ts';
import { app, firestore, now, once, transact } from './platform.ts';

/** Importers and their people (R70, R71). */
export const tenantEndpoints: () => readonly Served[] = once(() => {
  const acts = { transact: transact(), newId: randomUUID, now };
  const logIns = firebaseLogIns(getAuth(app()), () => publicBaseUrl.value());
  return [
    ...serveTenants({
      read: readOn(firestore()),
      list: listTenantsOn(firestore()),
      create: makeCreateTenant(acts),
      change: makeChangeTenant(acts),
      invite: makeInviteMember({ ...acts, logIns }),
    }),
    ...serveMembers({ change: makeChangeMember({ ...acts, logIns }) }),
  ];
});
