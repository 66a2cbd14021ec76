import type { ErrorRequestHandler, Response } from 'express';

/** An answer other than success: stable code, a sentence, what to do (R92, R93). */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly hint: string;
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    status: number,
    code: string,
    message: string,
    hint: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.hint = hint;
    this.headers = headers;
  }
}

/** Another tenant's object is no object: the answer is the same as for one that does not exist (R92). */
export const notFound = () => new Problem(404, 'not-found', 'There is nothing here.', 'Check the address.');

/** The answer to a caller without a valid token. */
export const notSignedIn = () =>
  new Problem(401, 'not-signed-in', 'You are not signed in.', 'Sign in and send the ID token as a bearer token.');

const send = (response: Response, { status, code, message, hint, headers }: Problem): void => {
  response.status(status).set(headers).json({ code, message, hint });
};

/** Turns what handlers throw into answers. What is no Problem is a defect: logged in full, answered without details. */
export const answerProblems =
  (onDefect: (error: unknown) => void): ErrorRequestHandler =>
  (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    if (error instanceof Problem) return send(response, error);
    const status = clientErrorStatus(error);
    if (status !== null)
      return send(response, new Problem(status, 'invalid-request', 'The request cannot be read.', 'Check its form.'));
    onDefect(error);
    send(response, new Problem(500, 'internal', 'Something went wrong on our side.', 'Try again in a moment.'));
  };

/** Express and its parsers mark malformed requests (bad escapes, bad JSON) with a status below 500. */
function clientErrorStatus(error: unknown): number | null {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : null;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}
