/** What the page is told at build time; everything else comes from the host it is served by. */
export const env = {
  /** Vite's mode: 'production' in builds. */
  mode: import.meta.env.MODE,
  /** Only here does the host serve /__/casillero/local-stack.json, which names the emulators. */
  isLoopback: ['localhost', '127.0.0.1'].includes(location.hostname),
  /** The API of the same origin. */
  apiBase: '/api/v1',
} as const;
