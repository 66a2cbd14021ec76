import type { Endpoint } from '@casillero/domain/api/endpoint';
import { getHealth, getMe, getOpenApi } from '@casillero/domain/api/platform';
import type { Fields } from '@casillero/domain/records/document-write';
import { paths } from '@casillero/domain/records/paths';
import { tenantRecord } from '@casillero/domain/records/tenant-record';
import { ok } from '@casillero/domain/result';
import { openApiDocument } from '../openapi/openapi-document.ts';
import { notSignedIn } from '../problem.ts';
import { type Served, serve } from '../serve.ts';

/** The API about itself and its caller. @param endpoints all that are served, these included */
export function servePlatform(deps: {
  readonly readDocument: (path: string) => Promise<Fields | null>;
  readonly endpoints: () => readonly Endpoint[];
}): Served[] {
  let document: ReturnType<typeof openApiDocument> | null = null;
  return [
    serve(getHealth, async () => ok({ status: 'ok' })),
    serve(getOpenApi, async () => {
      document ??= openApiDocument(deps.endpoints());
      return ok(document);
    }),
    serve(getMe, async (_request, { identity }) => {
      if (identity === null) throw notSignedIn();
      const { uid, email, claims } = identity;
      const tenantId = claims !== null && claims.role !== 'operator' ? claims.tenantId : null;
      const fields = tenantId === null ? null : await deps.readDocument(paths.tenant(tenantId));
      const tenant = fields === null ? null : tenantRecord.parse(fields);
      return ok({ uid, email, role: claims?.role ?? null, tenantId, tenant });
    }),
  ];
}
