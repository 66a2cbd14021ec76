import type { IncomingHttpHeaders } from 'node:http2';
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
  callerOf(headers: IncomingHttpHeaders): Caller {
    const { authorization } = headers;
    const agent = String(headers['x-goog-api-client'] ?? headers['user-agent'] ?? 'unknown');
    const last = this.#last;
    if (last && last.authorization === authorization && last.agent === agent) return last.caller;
    const caller = { ...readAuthorization(authorization), client: { agent, connection: this.#connection } };
    this.#last = { authorization, agent, caller };
    return caller;
  }
}
