import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type Settings = Readonly<Record<string, string>>;

/**
 * Writes what the functions emulator reads parameters (.env.local) and secrets (.secret.local) from. Made anew for
 * every start, because addresses depend on the port base.
 *
 * @see https://firebase.google.com/docs/functions/config-env#emulator_support
 */
export async function writeFunctionSettings(dir: string, settings: Settings, secrets: Settings): Promise<void> {
  await mkdir(dir, { recursive: true });
  await Promise.all([
    writeFile(join(dir, '.env.local'), formatDotenv(settings)),
    writeFile(join(dir, '.secret.local'), formatDotenv(secrets), { mode: 0o600 }),
  ]);
}

/** Inside double quotes the reader of firebase-tools (functions/env) knows these escapes. */
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

/** One line per setting, in the dialect of firebase-tools. A value cannot end with a backslash: its reader would go on. */
export const formatDotenv = (settings: Settings): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name}="${value.replace(/[\\"'\n\r\t\v]/g, (char) => ESCAPES[char] ?? char)}"\n`)
    .join('');
