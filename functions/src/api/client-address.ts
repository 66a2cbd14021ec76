import { isIPv6 } from 'node:net';
import type { Request } from 'express';

/** Where a call comes from: the client, and the last hop before us that named it. */
export type ClientAddress = { readonly client: string; readonly hop: string };

/**
 * The addresses of a request behind Hosting: each proxy appends whom it was called by to X-Forwarded-For, so only the
 * right end can be believed. Through Hosting the last entry is Hosting's own, the one before it the client's; a call
 * straight to the function has the client last. What a client writes into the header itself stands further left, or -
 * on a straight call - second to last: which is why limits count the last hop as well.
 * @see https://cloud.google.com/functions/docs/reference/headers
 */
export function clientAddress(request: Pick<Request, 'header' | 'socket'>): ClientAddress {
  const hops = (request.header('x-forwarded-for') ?? '')
    .split(',')
    .map((hop) => hop.trim())
    .filter((hop) => hop !== '');
  const socket = request.socket.remoteAddress ?? '';
  const hop = hops.at(-1) ?? socket;
  return { client: (hops.at(-2) ?? hop).slice(0, 64), hop: hop.slice(0, 64) };
}

/**
 * What calls from an address are counted under: of IPv6 the network of 64 bits, since whoever has one address of it has them all.
 * @see https://www.rfc-editor.org/rfc/rfc6177
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [before = [], after] = address.split('::').map((part) => (part === '' ? [] : part.split(':')));
  const zeros = after === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  const groups = [...before, ...zeros, ...(after ?? [])]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16));
  return `${groups.join(':')}::/64`;
}
