import { accountRecord } from '@casillero/domain/records/account-record';
import { paths } from '@casillero/domain/records/paths';
import type { Firestore } from 'firebase-admin/firestore';
import type { ListAccounts } from '../usecases/accounts/ports.ts';

/** Nobody has more accounts at Meta; a safety limit, not a page. */
const ACCOUNTS_MAX = 100;

/** The accounts of one tenant; of their secrets only whether there is a verify token. */
export const listAccountsOn =
  (firestore: Firestore): ListAccounts =>
  async (tenantId) => {
    const found = await firestore
      .collection(paths.accounts())
      .where('tenantId', '==', tenantId)
      .limit(ACCOUNTS_MAX)
      .get();
    if (found.empty) return [];
    const secrets = await firestore.getAll(...found.docs.map(({ id }) => firestore.doc(paths.secrets(id))));
    return found.docs.map((document, i) => ({
      id: document.id,
      record: accountRecord.parse(document.data()),
      hasVerifyToken: typeof secrets[i]?.get('verifyToken') === 'string',
    }));
  };
