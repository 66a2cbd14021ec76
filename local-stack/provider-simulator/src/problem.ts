/** A failure that the caller of the control door or the command line can act on. */
export class Problem extends Error {
  readonly code: string;
  readonly httpStatus: number;

  /** @param code stable, for programs  @param message one or two sentences for people, without secrets */
  constructor(code: string, httpStatus: number, message: string) {
    super(message);
    this.name = 'Problem';
    this.code = code;
    this.httpStatus = httpStatus;
  }
}

/** The request itself is wrong: HTTP 400. */
export const invalidInput = (message: string) => new Problem('invalid-input', 400, message);

/** What was asked for is not there: HTTP 404. */
export const notFound = (message: string) => new Problem('not-found', 404, message);

/** The message of whatever was thrown. */
export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
