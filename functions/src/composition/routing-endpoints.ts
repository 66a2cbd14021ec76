import { paths } from '@casillero/domain/records/paths';
import type { Firestore } from 'firebase-admin/firestore';
import { serveLinks } from '../api/links/serve-links.ts';
import { servePhones } from '../api/phones/serve-phones.ts';
import { serveRegistrations } from '../api/registrations/serve-registrations.ts';
import { serveSenders } from '../api/senders/serve-senders.ts';
import type { Served } from '../api/serve.ts';
import { serveUnrouted } from '../api/unrouted/serve-unrouted.ts';
import { findAliasOn } from '../firestore/find-alias-of.ts';
import { listPhonesOn } from '../firestore/find-registrations.ts';
import { findTenantNumbersOn } from '../firestore/find-tenant-numbers.ts';
import { readOn } from '../firestore/transact.ts';
import type { ActDeps, RandomNumbers } from '../usecases/acts.ts';
import { makeChangeLink, makeCreateLink } from '../usecases/links/change-link.ts';
import { makeChangePhone, makeRemovePhone } from '../usecases/phones/change-phone.ts';
import type { EnqueueEntries } from '../usecases/receive-message/ports.ts';
import { makeCancelRegistration } from '../usecases/registrations/end-registration.ts';
import { makeStartRegistration } from '../usecases/registrations/start-registration.ts';
import { makeMoveSender, makeUnbindOwnContact, makeUnbindSender } from '../usecases/senders/change-binding.ts';
import { makeLookUpSender } from '../usecases/senders/look-up-sender.ts';
import { makeAssignUnrouted, makeDismissUnrouted } from '../usecases/unrouted/settle-unrouted.ts';

/** Phones, links, senders and the unrouted list (R54 to R56), over one Firestore. */
export function makeRoutingEndpoints(
  deps: ActDeps & {
    readonly firestore: Firestore;
    readonly enqueue: EnqueueEntries;
    readonly random: RandomNumbers;
    readonly linkPrefix: () => string;
  },
): readonly Served[] {
  const { firestore } = deps;
  const read = readOn(firestore);
  const withNumbers = { ...deps, findNumbers: findTenantNumbersOn(firestore) };
  const countLinks = async (tenantId: string) =>
    (await firestore.collection(paths.links(tenantId)).count().get()).data().count;
  return [
    ...serveRegistrations({ start: makeStartRegistration(withNumbers), cancel: makeCancelRegistration(deps) }),
    ...servePhones({
      change: makeChangePhone(deps),
      remove: makeRemovePhone({ ...deps, list: listPhonesOn(firestore) }),
    }),
    ...serveLinks({ create: makeCreateLink({ ...withNumbers, countLinks }), change: makeChangeLink(withNumbers) }),
    ...serveSenders({
      read,
      lookUp: makeLookUpSender({ read, findAlias: findAliasOn(firestore), now: deps.now }),
      unbind: makeUnbindSender(deps),
      unbindOwn: makeUnbindOwnContact(deps),
      move: makeMoveSender(deps),
    }),
    ...serveUnrouted({ assign: makeAssignUnrouted(deps), dismiss: makeDismissUnrouted(deps) }),
  ];
}
