import { addressOf } from '@casillero/domain/api/endpoint';
import { exportMapping, NDJSON, restoreMapping } from '@casillero/domain/api/mapping';
import { ok } from '@casillero/domain/result';
import type { MappingPorts } from '../features/mapping/ports.ts';
import { type CallApi, unexpectedAnswer } from './api-client.ts';

/** Export and restore of the mapping over the API: bytes both ways, so no call of an endpoint in JSON. */
export const mappingOver = (call: CallApi): MappingPorts => ({
  async loadMapping(after) {
    const query = after === null ? {} : { afterKind: after.kind, afterId: after.id };
    const called = await call(addressOf(exportMapping.path, {}, query), { method: exportMapping.method });
    if (!called.ok) return called;
    return ok(called.value.body ?? new Blob([]).stream());
  },
  async sendPart(text, wish) {
    const called = await call(addressOf(restoreMapping.path, {}, wish), {
      method: restoreMapping.method,
      headers: { 'content-type': NDJSON },
      body: text,
    });
    if (!called.ok) return called;
    const parsed = restoreMapping.answer.safeParse(await called.value.json().catch(() => null));
    return parsed.success ? ok(parsed.data) : unexpectedAnswer();
  },
});
