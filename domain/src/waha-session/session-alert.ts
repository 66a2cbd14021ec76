/** A working session that told of no message for so long may have stopped telling: WAHA has been seen doing so. */
export const SILENT_AFTER_HOURS = 12;
const SILENT_AFTER_MS = SILENT_AFTER_HOURS * 3_600_000;

/** What a person should look at in a session (R53). */
export type SessionAlert = 'failed' | 'stopped' | 'unpaired' | 'unhooked' | 'silent';

/**
 * What is wrong with a session, the worst first; null: nothing.
 * @param status WAHA's word
 * @param isHooked null: not known here
 * @param lastAt of the last message, or since when it works; null: not known
 */
export function sessionAlert(
  { status, isHooked }: { readonly status: string | null; readonly isHooked: boolean | null },
  lastAt: Date | null,
  now: Date,
): SessionAlert | null {
  if (status === 'FAILED') return 'failed';
  if (status === 'STOPPED') return 'stopped';
  if (/^(SCAN_QR_CODE|PASSKEY)/.test(status ?? '')) return 'unpaired';
  if (isHooked === false) return 'unhooked';
  const isSilent = status === 'WORKING' && lastAt !== null && now.getTime() - lastAt.getTime() >= SILENT_AFTER_MS;
  return isSilent ? 'silent' : null;
}
