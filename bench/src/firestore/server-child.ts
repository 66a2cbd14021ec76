import { startFirestoreServer } from '@casillero/firestore-server';
import { FirestoreServer as ReferenceServer } from '@firestore-emulator/server';
import { freePort } from './free-port.ts';

/**
 * One server in a process of its own: `node --expose-gc server-child.ts ours|reference`. Sends `{ port }` when it
 * listens, `{ bytes }`, what it holds after a garbage collection, when asked for `memory`, and `{ micros }`, the
 * processor time it has used so far, when asked for `cpu`.
 */
const port = process.argv[2] === 'reference' ? await startReference() : (await startFirestoreServer({ port: 0 })).port;

process.on('message', (message) => {
  if (message === 'cpu') {
    const { user, system } = process.cpuUsage();
    process.send?.({ micros: user + system });
    return;
  }
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.({ bytes: heapUsed + external });
});
process.on('disconnect', () => process.exit(0));
process.send?.({ port });

async function startReference(): Promise<number> {
  const free = await freePort();
  await new ReferenceServer().start(free);
  return free;
}
