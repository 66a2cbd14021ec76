import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DataSync } from '../src/disk/log-file.ts';
import { openStorage } from '../src/disk/open-storage.ts';
import { commit } from '../src/rpc/commit.ts';
import { ServerState } from '../src/rpc/server-state.ts';

// What a data directory costs, below the transports. Run: node test/disk-figures.ts
const COMMITS = 10_000;
const DOCUMENTS = 100_000;
const database = 'projects/demo-figures/databases/(default)';
const caller = { isOwner: true, auth: null };
const folder = mkdtempSync(path.join(tmpdir(), 'firestore-figures-'));

async function openState(dataDir: string | null, dataSync: DataSync) {
  const storage = await openStorage(dataDir === null ? {} : { dataDir, dataSync });
  const state = new ServerState({ now: storage.now, journal: storage.journal });
  await storage.restore(
    (name) => state.databaseState(name).database,
    () => state.databases(),
  );
  return { state, storage };
}

async function write(state: ServerState, count: number, clients: number): Promise<number> {
  let next = 0;
  const client = async (): Promise<void> => {
    while (next < count) {
      const id = next++;
      const fields = { n: { integerValue: String(id) }, text: { stringValue: 'a small document' } };
      await commit(state, caller, {
        database,
        writes: [{ update: { name: `${database}/documents/c/${id}`, fields } }],
      });
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  return Math.round((count / (performance.now() - start)) * 1000);
}

for (const [name, dataSync] of [
  ['memory', null],
  ['--data, --data-sync off', 'off'],
  ['--data', 'always'],
] as const) {
  for (const clients of [1, 64]) {
    const dataDir = dataSync === null ? null : mkdtempSync(path.join(folder, 'd-'));
    const { state, storage } = await openState(dataDir, dataSync ?? 'off');
    await write(state, 1000, clients);
    console.log(`${name}, ${clients} clients: ${await write(state, COMMITS, clients)} commits/s`);
    await storage.close();
  }
}
const dataDir = path.join(folder, 'large');
const first = await openState(dataDir, 'off');
await write(first.state, DOCUMENTS, 1);
await first.storage.close();
const start = performance.now();
const before = process.cpuUsage();
const again = await openState(dataDir, 'off');
const { user, system } = process.cpuUsage(before);
const took = `${Math.round(performance.now() - start)} ms, ${Math.round((user + system) / 1000)} ms of processor time`;
console.log(`opening ${DOCUMENTS} small documents: ${took}`);
await again.storage.close();
rmSync(folder, { recursive: true });
