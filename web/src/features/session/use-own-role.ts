import type { Claims } from '@casillero/domain/access/identity';
import { useEffect } from 'react';
import type { LiveSource } from '../../live/live.ts';
import { useLiveQuery } from '../../live/use-live.ts';
import { useSession } from './ports.ts';

export type OwnRolePorts = {
  /** What the own document says one is now; null: nothing any more (R71). */
  readonly watchOwnRole: (uid: string, claims: Claims) => LiveSource<Claims['role'] | null>;
};

/** The document is changed before the claims are: a token asked for too soon is an old one. Waits in milliseconds. */
const TOKEN_WAITS_MS = [500, 1_000, 2_000, 5_000, 15_000, 60_000];

/**
 * Keeps the session true to the own document while the dashboard is open (R71): signs out, with the reason, when the
 * access ends; exchanges the token when the role is another, so that the page has it at once.
 */
export function useOwnRole({ uid, claims }: { uid: string; claims: Claims }, { watchOwnRole }: OwnRolePorts): void {
  const session = useSession();
  const key = claims.role === 'operator' ? uid : `${uid} ${claims.tenantId}`;
  const { live } = useLiveQuery(() => watchOwnRole(uid, claims), key);
  const isKnown = live.status === 'ready';
  const role = isKnown ? live.value : null;
  useEffect(() => {
    if (!isKnown || role === claims.role) return;
    if (role === null) {
      void session.signOut('access-ended');
      return;
    }
    const waits = [...TOKEN_WAITS_MS];
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const exchange = async () => {
      await session.refresh();
      const wait = waits.shift();
      if (!isOver && wait !== undefined) timer = setTimeout(exchange, wait);
    };
    void exchange();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [isKnown, role, claims.role, session]);
}
