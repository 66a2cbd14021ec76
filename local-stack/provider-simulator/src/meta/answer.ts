import { randomUUID } from 'node:crypto';
import express, { type Response } from 'express';
import type { ApiFault } from '../world/faults.ts';
import { errorJson, type MetaError, metaError } from './errors.ts';

/** A body of at most 1 MB, read as JSON whatever it says it is. */
export const jsonBody = express.json({ limit: '1mb', type: () => true, strict: false });

/** Answers with an error in the form of the Graph API. */
export function answerError(res: Response, error: MetaError): void {
  if (error.status === 401) res.set('WWW-Authenticate', 'OAuth "Facebook Platform" "invalid_token"');
  res.status(error.status).json(errorJson(error, `A${randomUUID().replaceAll('-', '').slice(0, 22)}`));
}

/** Goes wrong as the fault says, instead of answering. */
export function answerFault(res: Response, fault: ApiFault): void {
  switch (fault.kind) {
    case 'hang':
      return; // The connection stays open until the client or the simulator gives up.
    case 'reset':
      res.socket?.resetAndDestroy();
      return;
    case 'status': {
      const status = fault.status ?? 503;
      const error = metaError(
        fault.code ?? (status === 401 ? 190 : status === 429 ? 80007 : 131016),
        'A simulated failure',
      );
      answerError(res, fault.code === undefined || fault.status !== undefined ? { ...error, status } : error);
      return;
    }
    default:
      fault.kind satisfies never;
  }
}
