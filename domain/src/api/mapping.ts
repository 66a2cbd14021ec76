import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { documentId } from './tenant-params.ts';

/** Newline-delimited JSON: one object a line. */
export const NDJSON = 'application/x-ndjson';

/** Most bytes of one part of a restore; a longer file is sent in parts, cut between lines, in any order. */
export const RESTORE_PART_MAX_BYTES = 8_388_608;

/**
 * One line of the mapping (R56): a document of `numbers`, `linkCodes` or `senders`, by id, with its fields; points in
 * time as ISO 8601 strings. The first line of an export names
 * the form, the last one counts its documents: an export without it is not complete.
 */
export const mappingLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('casillero-mapping'), version: z.literal(1), exportedAt: z.iso.datetime() }),
  z.object({ kind: z.literal('casillero-mapping-end'), documents: z.number().int() }),
  z.object({ kind: z.literal('number'), id: documentId, fields: z.record(z.string(), z.unknown()) }),
  z.object({ kind: z.literal('link-code'), id: documentId, fields: z.record(z.string(), z.unknown()) }),
  z.object({ kind: z.literal('sender'), id: documentId, fields: z.record(z.string(), z.unknown()) }),
]);
export type MappingLine = z.infer<typeof mappingLine>;

/** A field in which what is there and what the file has differ, as short texts; null: nothing. */
const difference = z.object({ field: z.string(), here: z.string().nullable(), inFile: z.string().nullable() });

/** A document of the file that is there already, and differs. */
const differing = z.object({
  line: z.number().int(),
  kind: z.string(),
  id: z.string(),
  differences: z.array(difference),
});

export const exportMapping = endpoint({
  id: 'exportMapping',
  method: 'GET',
  path: '/mapping',
  summary:
    'The whole mapping (numbers, link codes, senders) as newline-delimited JSON, streamed. Its last line counts it; one that broke off goes on after the last document that arrived.',
  access: 'operator',
  params: z.object({}),
  query: z.object({
    /** goes on after this document; both or neither */
    afterKind: z.enum(['number', 'link-code', 'sender']).optional(),
    afterId: documentId.optional(),
  }),
  body: z.void(),
  answer: mappingLine,
  status: 200,
  failures: { 'half-a-place': 400 },
  needsIdempotencyKey: false,
  bytes: { answer: NDJSON },
});

export const restoreMapping = endpoint({
  id: 'restoreMapping',
  method: 'POST',
  path: '/mapping',
  summary:
    'Restores what is missing from an export, a part at a time. What is there and differs is reported, and changed back only with `replace`: bindings, assignments, links on or off. Repeating it changes nothing.',
  access: 'operator',
  params: z.object({}),
  query: z.object({
    /** unless `false`, nothing is written and only told what would be */
    dryRun: z
      .enum(['true', 'false'])
      .default('true')
      .transform((word) => word === 'true'),
    /** `true`: what is there and differs is changed back, as far as that is safe */
    replace: z
      .enum(['true', 'false'])
      .default('false')
      .transform((word) => word === 'true'),
  }),
  body: mappingLine,
  answer: z.object({
    dryRun: z.boolean(),
    lines: z.number().int(),
    /** written, or would be */
    restored: z.number().int(),
    /** there already, and the same */
    same: z.number().int(),
    /** there already, different, and changed back, or would be: at most 100 are listed, `changeCount` counts all */
    changes: z.array(differing),
    changeCount: z.number().int(),
    /** there already, different, and left as it is; `why`: `left`, since it was not asked for, or what speaks against it */
    conflicts: z.array(differing.extend({ why: z.string() })),
    conflictCount: z.number().int(),
    /** lines that are none: at most 100 are listed */
    invalid: z.array(z.object({ line: z.number().int(), message: z.string() })),
    invalidCount: z.number().int(),
  }),
  status: 200,
  failures: { 'part-too-large': 413 },
  needsIdempotencyKey: false,
  bytes: { body: NDJSON },
});
