import {
  type AccountCheck,
  type AccountView,
  checkAccount as checkAccountEndpoint,
  createAccount,
  deleteAccount,
  listAccounts,
  replaceAccount,
} from '@casillero/domain/api/accounts';
import type { AccountRecord } from '@casillero/domain/records/account-record';
import { ok } from '@casillero/domain/result';
import {
  type AccountsDeps,
  checkAccount,
  type PutAccount,
  putAccount,
  removeAccount,
} from '../../usecases/accounts/change-accounts.ts';
import type { AccountFacts, ListAccounts } from '../../usecases/accounts/ports.ts';
import { actorOf } from '../actor-of.ts';
import { type Served, serve } from '../serve.ts';

/** WhatsApp accounts of tenants' own (R51); what goes in as a secret never comes out. */
export const serveAccounts = (
  deps: AccountsDeps & { readonly list: ListAccounts; readonly webhookUrl: (accountId: string | null) => string },
): Served[] => {
  const view = (id: string, record: AccountRecord, hasVerifyToken: boolean): AccountView => ({
    id,
    label: record.label,
    tenantId: record.tenantId,
    wabaId: record.wabaId,
    portfolioId: record.portfolioId,
    phoneNumberIds: record.phoneNumberIds,
    hasOwnApp: record.hasOwnApp,
    hasVerifyToken,
    // Without an app of its own the platform's app gets its messages, at the platform's address.
    webhookUrl: deps.webhookUrl(record.hasOwnApp ? id : null),
    token: { ...record.token, since: record.token.since.toISOString() },
    notice: record.notice && { ...record.notice, at: record.notice.at.toISOString() },
    lastEventAt: record.lastEventAt?.toISOString() ?? null,
    createdAt: record.createdAt.toISOString(),
    updatedAt: record.updatedAt.toISOString(),
  });
  const checked = ({ problems, numbers }: AccountFacts): AccountCheck => ({
    isWorking: problems.length === 0,
    problems,
    numbers,
    checkedAt: deps.now().toISOString(),
  });
  const answer = (id: string, put: PutAccount) => {
    if (!put.ok) return put;
    const { record, secrets, facts } = put.value;
    return ok({ account: view(id, record, secrets.verifyToken !== null), check: checked(facts) });
  };
  return [
    serve(listAccounts, async ({ params: { tenantId } }) => {
      const found = await deps.list(tenantId);
      return ok({ accounts: found.map(({ id, record, hasVerifyToken }) => view(id, record, hasVerifyToken)) });
    }),
    serve(createAccount, async ({ params: { tenantId }, body }, caller) => {
      const id = `acc_${deps.newId().replaceAll('-', '').slice(0, 20)}`;
      return answer(id, await putAccount(deps, tenantId, id, true, body, actorOf(caller)));
    }),
    serve(replaceAccount, async ({ params: { tenantId, accountId }, body }, caller) =>
      answer(accountId, await putAccount(deps, tenantId, accountId, false, body, actorOf(caller))),
    ),
    serve(deleteAccount, ({ params: { tenantId, accountId } }, caller) =>
      removeAccount(deps, tenantId, accountId, actorOf(caller)),
    ),
    serve(checkAccountEndpoint, async ({ params: { tenantId, accountId } }) => {
      const facts = await checkAccount(deps, tenantId, accountId);
      return facts.ok ? ok(checked(facts.value)) : facts;
    }),
  ];
};
