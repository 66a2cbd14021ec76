/** The claims of a token, as JSON gives them. */
export type TokenClaims = { readonly [claim: string]: unknown };

/** Who sends a request, as rules see it. */
export type Caller = {
  /** `Bearer owner`: server SDKs and tools; rules do not apply to it */
  readonly isOwner: boolean;
  /** `request.auth` */
  readonly auth: { readonly uid: string; readonly token: TokenClaims } | null;
  /** The HTTP/2 connection a gRPC call came on. When it closes, transactions that live on it are over. */
  readonly connection?: string;
};

export const OWNER: Caller = { isOwner: true, auth: null };
export const ANONYMOUS: Caller = { isOwner: false, auth: null };
