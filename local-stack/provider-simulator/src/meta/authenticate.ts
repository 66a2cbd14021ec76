import type { Request } from 'express';
import { type MetaError, metaError } from './errors.ts';
import type { MetaWires } from './wires.ts';

/** The bearer token of a request; null when there is none. */
export function bearerOf(req: Request): string | null {
  const [scheme, token] = (req.headers.authorization ?? '').split(' ');
  return scheme?.toLowerCase() === 'bearer' && token ? token : null;
}

/** The error that this token meets before any object is looked up; null for a good one. */
export function tokenError(token: string | null, wires: MetaWires): MetaError | null {
  if (token === null) return metaError(0, 'An access token is required to request this resource.');
  switch (wires.directory.tokenState(token)) {
    case 'valid':
      return null;
    case 'expired':
      return metaError(190, 'Error validating access token: Session has expired.', 463);
    case 'revoked':
      return metaError(190, 'Error validating access token: The session has been invalidated.', 460);
    default:
      return metaError(190, 'Invalid OAuth access token - Cannot parse access token');
  }
}
