import { connect, createServer } from 'node:net';
import { PARTS, type Part, PORTS_PER_STACK, type PortLayout, partNames, portLayout } from './port-layout.ts';

export const LOOPBACK = '127.0.0.1';

/** How many bases further on are tried for the suggestion in the message. */
const SUGGESTIONS_TRIED = 20;

export type TakenPort = { readonly part: Part; readonly port: number };

/** Finds the ports of the layout that another program holds. Opens and closes each of them once. */
export async function findTakenPorts(layout: PortLayout): Promise<TakenPort[]> {
  const checked = await Promise.all(
    partNames().map(async (part) => ({ part, port: layout[part], isTaken: await isTaken(layout[part]) })),
  );
  return checked.filter(({ isTaken }) => isTaken).map(({ part, port }) => ({ part, port }));
}

/**
 * Says which ports are taken, for what they are needed, and the way out: a port base that is free, looked for from
 * `base` on in steps of PORTS_PER_STACK.
 */
export async function describeTakenPorts(taken: readonly TakenPort[], base: number): Promise<string> {
  const lines = taken.map(({ part, port }) => `Port ${port}, for ${PARTS[part].purpose}, is taken by another program.`);
  const free = await findFreeBase(base + PORTS_PER_STACK);
  const wayOut =
    free === null
      ? 'Choose free ports with: npm start -- --port-base N'
      : `Move every port with: npm start -- --port-base ${free}`;
  return [...lines, `${wayOut}, or end the program that holds ${taken.length === 1 ? 'it' : 'them'}.`].join('\n');
}

async function findFreeBase(from: number): Promise<number | null> {
  for (let base = from; base < from + SUGGESTIONS_TRIED * PORTS_PER_STACK; base += PORTS_PER_STACK) {
    const layout = portLayout(base);
    if (layout.ok && (await findTakenPorts(layout.value)).length === 0) return base;
  }
  return null;
}

/** Both ways, because macOS lets a program listen on 127.0.0.1 although another one has the port on all addresses. */
const isTaken = async (port: number): Promise<boolean> => (await answers(port)) || !(await canListen(port));

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: LOOPBACK, port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

const canListen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: LOOPBACK, port }, () => server.close(() => resolve(true)));
  });
