import { expect, test } from 'vitest';
import { blame } from './blame.ts';

const thrownIn = (...files: string[]) =>
  Object.assign(new Error('boom'), {
    stack: ['Error: boom /firestore-server/ in the text', ...files.map((file) => `    at f (${file}:1:1)`)].join('\n'),
  });

test.each([
  { files: ['/a/local-stack/firestore-server/src/x.ts'], part: 'The local Firestore' },
  { files: ['node:net', 'C:\\a\\provider-simulator\\src\\x.ts'], part: 'The provider simulator' },
  { files: ['/a/node_modules/firebase-tools/lib/emulator/auth/server.js'], part: 'The auth emulator' },
  { files: ['/a/node_modules/superstatic/lib/x.js', '/a/firestore-server/x.ts'], part: 'The hosting emulator' },
  { files: ['/a/node_modules/firebase-tools/lib/apiv2.js'], part: 'firebase-tools' },
  { files: ['/a/local-stack/launcher/src/stack.ts'], part: 'The launcher' },
])('$files ▶ $part', ({ files, part }) => expect(blame(thrownIn(...files))).toBe(part));

test('what is no error is the launcher’s', () => expect(blame('boom')).toBe('The launcher'));
