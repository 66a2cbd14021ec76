import type { AccessRequest, StoredFields } from '@casillero/firestore-server/rules';

/** One kind of question to the rules, as our dashboard asks it. */
export type Question = { readonly name: string; readonly allowed: boolean; readonly request: AccessRequest };

const NOW = { seconds: '1709288430', nanos: 0 };

const batch: StoredFields = {
  state: { stringValue: 'open' },
  customerName: { stringValue: 'Carmen' },
  senderAlias: { stringValue: 's1' },
  screenshots: { integerValue: '3' },
  createdAt: { timestampValue: { seconds: '1709288000', nanos: 0 } },
  updatedAt: { timestampValue: { seconds: '1709288100', nanos: 0 } },
};
const renamed: StoredFields = {
  ...batch,
  customerName: { stringValue: 'Carmen R.' },
  updatedAt: { timestampValue: NOW },
};

const unread = (): never => {
  throw new Error('These rules look up no other document.');
};

const asked = {
  database: '(default)',
  auth: { uid: 'u1', token: { role: 'member', tenantId: 't1' } },
  time: NOW,
  before: null,
  after: null,
  readDocument: unread,
  readAfter: unread,
} as const;

/** The questions, with a budget of lookups made for each. */
export function questions(budget: () => AccessRequest['documentReads']): Question[] {
  const question = (name: string, allowed: boolean, request: Partial<AccessRequest>): Question => ({
    name,
    allowed,
    request: { ...asked, operation: 'get', path: 'tenants/t1/batches/b1', documentReads: budget(), ...request },
  });
  return [
    question('get', true, { before: batch }),
    question('get of another tenant, refused', false, { path: 'tenants/t2/batches/b1', before: batch }),
    question('create, refused', false, { operation: 'create', after: batch }),
    question('update, refused', false, { operation: 'update', before: batch, after: renamed }),
    question('list proof', true, {
      operation: 'list',
      path: 'tenants/t1/batches',
      query: {
        parent: 'tenants/t1',
        collectionId: 'batches',
        allDescendants: false,
        filter: { fieldFilter: { field: { fieldPath: 'state' }, op: 'EQUAL', value: { stringValue: 'open' } } },
        orderBy: [{ field: { fieldPath: 'updatedAt' }, direction: 'DESCENDING' }],
        limit: 50,
      },
    }),
  ];
}
