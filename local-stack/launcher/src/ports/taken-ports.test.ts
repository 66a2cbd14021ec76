import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type PortLayout, portLayout } from './port-layout.ts';
import { describeTakenPorts, findTakenPorts, LOOPBACK } from './taken-ports.ts';

const BASE = 18_800;
const servers: Server[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done)))));

const take = (port: number, host: string) =>
  new Promise<void>((resolve, reject) => {
    const server = createServer().once('error', reject).listen({ port, host }, resolve);
    servers.push(server);
  });

function layout(): PortLayout {
  const result = portLayout(BASE);
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

test('nothing is taken on a quiet machine', async () => expect(await findTakenPorts(layout())).toEqual([]));

test.each([
  [LOOPBACK, 'on this machine only'],
  ['0.0.0.0', 'on all addresses'],
])('finds a port that another program holds at %s (%s)', async (host) => {
  await take(BASE + 2, host);
  expect(await findTakenPorts(layout())).toEqual([{ part: 'firestore', port: BASE + 2 }]);
});

test('names the port, what it is for, and the next free base', async () => {
  await take(BASE + 3, LOOPBACK);
  await take(BASE + 100, LOOPBACK);
  expect(await describeTakenPorts(await findTakenPorts(layout()), BASE)).toBe(
    `Port ${BASE + 3}, for Firebase Auth, is taken by another program.\n` +
      `Move every port with: npm start -- --port-base ${BASE + 200}, or end the program that holds it.`,
  );
});
