/** Folders in a stack trace, and the part of the local stack that lives there. */
const OWNERS: readonly (readonly [RegExp, string])[] = [
  [/[\\/]firestore-server[\\/]/, 'The local Firestore'],
  [/[\\/]provider-simulator[\\/]/, 'The provider simulator'],
  [/firebase-tools[\\/]lib[\\/]emulator[\\/]auth/, 'The auth emulator'],
  [/firebase-tools[\\/]lib[\\/]emulator[\\/]storage/, 'The storage emulator'],
  [/firebase-tools[\\/]lib[\\/]emulator[\\/]functions/, 'The functions emulator'],
  [/firebase-tools[\\/]lib[\\/](serve|hosting)|superstatic/, 'The hosting emulator'],
  [/firebase-tools/, 'firebase-tools'],
];

/** Names the part of the stack whose code threw the error: the topmost one in its stack trace. */
export function blame(error: unknown): string {
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').slice(1) : [];
  for (const frame of frames) {
    const owner = OWNERS.find(([folder]) => folder.test(frame));
    if (owner !== undefined) return owner[1];
  }
  return 'The launcher';
}
