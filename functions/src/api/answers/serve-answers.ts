import { type AnswersView, getAnswers, putAnswers } from '@casillero/domain/api/answers';
import { paths } from '@casillero/domain/records/paths';
import { type TenantRecord, tenantRecord } from '@casillero/domain/records/tenant-record';
import { fail, ok } from '@casillero/domain/result';
import type { ReadDocuments } from '../../usecases/documents.ts';
import type { ChangeTenant } from '../../usecases/tenants/change-tenant.ts';
import { actorOf } from '../actor-of.ts';
import { type Served, serve } from '../serve.ts';

/** What answers a tenant's contacts by itself, as its admins set it (R32). */
export const serveAnswers = (deps: {
  readonly read: ReadDocuments;
  readonly change: ChangeTenant;
}): readonly Served[] => [
  serve(getAnswers, async ({ params: { tenantId } }) => {
    const [fields] = await deps.read([paths.tenant(tenantId)]);
    if (!fields) return fail('not-found', 'There is no such importer.', 'Check its id.');
    return ok(view(tenantRecord.parse(fields)));
  }),
  serve(putAnswers, async ({ params: { tenantId }, body }, caller) => {
    const changed = await deps.change(tenantId, { act: 'putAnswers', fieldsOf: () => body }, actorOf(caller));
    return changed.ok ? ok(view(changed.value.record)) : changed;
  }),
];

const view = ({ welcome, away, hours, timeZone }: TenantRecord): AnswersView => ({ welcome, away, hours, timeZone });
