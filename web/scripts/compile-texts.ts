import { pathToFileURL } from 'node:url';
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

const CATALOG = /\/src\/texts\/(?:en|es)\/(?:[a-z]+-)?catalog\.ts$/;

/**
 * Compiles the catalogs of texts from ICU messages to Lingui's form while building, so that no message parser (6 kB)
 * is shipped. A message with a mistake in it fails the build, with its id.
 */
export function compileTexts(): Plugin {
  return {
    name: 'casillero:compile-texts',
    enforce: 'pre',
    async load(id) {
      const [file] = id.split('?');
      if (!file || !CATALOG.test(file)) return null;
      // Node keeps modules: while developing, a changed text is seen after a restart.
      const { messages }: { messages: Record<string, string> } = await import(pathToFileURL(file).href);
      const compiled: Record<string, unknown> = {};
      for (const [textId, message] of Object.entries(messages)) {
        try {
          compiled[textId] = compileMessageOrThrow(message);
        } catch (cause) {
          throw new Error(`The text ${textId} in ${file} is no valid ICU message.`, { cause });
        }
      }
      return `export const messages = JSON.parse(${JSON.stringify(JSON.stringify(compiled))});`;
    },
  };
}
