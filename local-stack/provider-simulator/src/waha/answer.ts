import type { Response } from 'express';
import type { ApiFault } from '../world/faults.ts';
import type { LiveSession } from './sessions.ts';

const NAMES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
  422: 'Unprocessable Entity',
  500: 'Internal Server Error',
};

/** Answers with an error as WAHA (NestJS) writes it. */
export function answerError(res: Response, statusCode: number, message: string): void {
  const error = NAMES[statusCode];
  res
    .status(statusCode)
    .json(statusCode === 401 ? { message: 'Unauthorized', statusCode } : { statusCode, message, error });
}

/** The session cannot do this in the state it is in. */
export function answerNotReady(res: Response, { name, status }: LiveSession, expected: readonly string[]): void {
  res.status(422).json({
    error: 'Session status is not as expected. Try again later or restart the session',
    session: name,
    status,
    expected,
  });
}

/** Goes wrong as the fault says, instead of answering. */
export function answerFault(res: Response, fault: ApiFault): void {
  switch (fault.kind) {
    case 'hang':
      return; // The connection stays open until the client or the simulator gives up.
    case 'reset':
      res.socket?.resetAndDestroy();
      return;
    case 'status':
      answerError(res, fault.status ?? 500, 'A simulated failure');
      return;
    default:
      fault.kind satisfies never;
  }
}
