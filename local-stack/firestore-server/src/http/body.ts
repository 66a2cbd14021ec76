import type { IncomingMessage } from 'node:http';
import { FirestoreError } from '../values/status.ts';

/** Above what production takes (10 MiB), because a form-encoded batch is larger than the batch. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** Reads a request body as UTF-8 text. @throws FirestoreError INVALID_ARGUMENT above 64 MiB */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new FirestoreError('INVALID_ARGUMENT', 'The request body is larger than 64 MiB.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Parses a JSON body; an empty one is an empty object. @throws FirestoreError INVALID_ARGUMENT */
export function parseJsonBody(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FirestoreError(
      'INVALID_ARGUMENT',
      `Invalid JSON payload received. ${error instanceof Error ? error.message : ''}`,
    );
  }
}
