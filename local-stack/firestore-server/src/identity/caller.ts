/** The claims of a token, as JSON gives them. */
export type TokenClaims = { readonly [claim: string]: unknown };

/** Who sends a request, as rules see it. */
export type Caller = {
  /** `Bearer owner`: server SDKs and tools; rules do not apply to it */
  readonly isOwner: boolean;
  /** `request.auth` */
  readonly auth: { readonly uid: string; readonly token: TokenClaims } | null;
  /** the program that asks; rules do not see it */
  readonly client?: Client;
};

/** A program, as operation counts tell them apart. */
export type Client = {
  /** what it calls itself: `x-goog-api-client`, else `user-agent` */
  readonly agent: string;
  /** its address; with the port where all its requests share one connection */
  readonly connection: string;
  /** address and port of the very connection a request came on; transactions end, sooner or later, when it closes */
  readonly socket?: string;
};

/** The program behind the headers of an HTTP/1.1 request; browsers use several connections, so the port is left out. */
export function httpClient(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  socket: { readonly remoteAddress?: string | undefined; readonly remotePort?: number | undefined },
): Client {
  const agent = headers['x-goog-api-client'] ?? headers['user-agent'] ?? 'unknown';
  return { agent: String(agent), connection: socket.remoteAddress ?? '', socket: socketName(socket) };
}

/** The name of a connection. */
export function socketName(socket: {
  readonly remoteAddress?: string | undefined;
  readonly remotePort?: number | undefined;
}): string {
  return `${socket.remoteAddress}:${socket.remotePort}`;
}

export const OWNER: Caller = { isOwner: true, auth: null };
export const ANONYMOUS: Caller = { isOwner: false, auth: null };
