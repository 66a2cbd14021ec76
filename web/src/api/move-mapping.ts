import { exportMapping, NDJSON, restoreMapping } from '@casillero/domain/api/mapping';
import { fail, ok } from '@casillero/domain/result';
import type { MappingPorts } from '../features/mapping/ports.ts';
import type { CallBytes } from './api-client.ts';

/** Export and restore of the mapping over the API: bytes both ways, so no call of an endpoint in JSON. */
export const mappingOver = (callBytes: CallBytes): MappingPorts => ({
  async loadMapping(after) {
    const query = after === null ? {} : { afterKind: after.kind, afterId: after.id };
    const called = await callBytes(exportMapping, query);
    if (!called.ok) return called;
    return called.value.body === null ? ok(new Blob([]).stream()) : ok(called.value.body);
  },
  async sendPart(text, { dryRun, replace }) {
    const query = { dryRun: String(dryRun), replace: String(replace) };
    const called = await callBytes(restoreMapping, query, new Blob([text], { type: NDJSON }));
    if (!called.ok) return called;
    const parsed = restoreMapping.answer.safeParse(await called.value.json().catch(() => null));
    return parsed.success
      ? ok(parsed.data)
      : fail('unexpected-answer', 'The server answered in a form that this page does not know.', 'Reload the page.');
  },
});
