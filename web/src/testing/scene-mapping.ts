import { writeEnd, writeHead } from '@casillero/domain/mapping/mapping-lines';
import { ok } from '@casillero/domain/result';
import type { MappingPorts } from '../features/mapping/ports.ts';

const differing = (line: number, kind: string, id: string, field: string, here: string | null, inFile: string) => ({
  line,
  kind,
  id,
  differences: [{ field, here, inFile }],
});

/** A mapping whose file differs in every way from what is there. */
export const sceneMapping: MappingPorts = {
  loadMapping: async () => ok(new Blob([writeHead(new Date()), writeEnd(0)]).stream()),
  sendPart: async (_text, { dryRun }) =>
    ok({
      dryRun,
      lines: 1_250,
      restored: 12,
      same: 1_231,
      changes: [
        differing(7, 'sender', 'phone:+50370000300', 'boundTo', null, 'envios-lempa'),
        differing(8, 'number', 'meta:770000000000002', 'tenantIds', 'envios-lempa', 'envios-lempa, cargo-izalco'),
        differing(9, 'link-code', 'maria7k', 'isActive', 'false', 'true'),
      ],
      changeCount: 103,
      conflicts: [
        {
          ...differing(31, 'sender', 'phone:+50370000301', 'staffOf', 'cargo-izalco', 'envios-lempa'),
          why: 'needs-a-person',
        },
        { ...differing(32, 'number', 'twilio:+15550100', 'mode', 'shared', 'dedicated'), why: 'still-default' },
      ],
      conflictCount: 2,
      invalid: [{ line: 40, message: 'fields.since: Invalid input: expected date, received string' }],
      invalidCount: 2,
    }),
};
