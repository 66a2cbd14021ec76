import type { Headers } from '../http2/headers.ts';
import type { Caller } from '../identity/caller.ts';
import { readAuthorization } from '../identity/read-authorization.ts';

/** The callers of one connection. Nearly all requests of a connection are those of one caller. */
export class ConnectionCallers {
  readonly #connection: string;
  #last: { authorization: string | undefined; agent: string; caller: Caller } | null = null;

  /** @param connection the name of the connection, which is part of who the client is */
  constructor(connection: string) {
    this.#connection = connection;
  }

  /** Who sends a request with these headers. @throws FirestoreError UNAUTHENTICATED */
  callerOf(headers: Headers): Caller {
    const authorization = headers.get('authorization');
    const agent = headers.get('x-goog-api-client') ?? headers.get('user-agent') ?? 'unknown';
    const last = this.#last;
    if (last && last.authorization === authorization && last.agent === agent) return last.caller;
    const caller = {
      ...readAuthorization(authorization),
      client: { agent, connection: this.#connection, socket: this.#connection },
    };
    this.#last = { authorization, agent, caller };
    return caller;
  }
}
