import type { Response } from 'express';
import type { ApiFault } from '../world/faults.ts';
import { errorJson, TOO_MANY_REQUESTS, type TwilioError } from './errors.ts';

/** Answers with an error in the form of Twilio's REST API. */
export function answerError(res: Response, error: TwilioError): void {
  if (error.status === 401) res.set('WWW-Authenticate', 'Basic realm="Twilio API"');
  res.status(error.status).json(errorJson(error));
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
      if (status === 429) {
        res.set('Retry-After', '1');
        answerError(res, TOO_MANY_REQUESTS);
      } else answerError(res, { code: 20500, status, message: 'A simulated failure' });
      return;
    }
    default:
      fault.kind satisfies never;
  }
}
