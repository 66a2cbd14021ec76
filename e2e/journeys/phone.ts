import { inject } from 'vitest';

/** The simulator's control door, for what a person cannot do with a phone in the hand. */
export const SHARED = '+15550100';

export type Delivered = { readonly status: number | null; readonly attempts: { readonly status: number | null }[] };

type Order = { from: string; to?: string; text?: string; media?: { fileName: string }[]; faults?: object };

const control = async (path: string, init?: RequestInit): Promise<Response> => {
  const answer = await fetch(`${inject('stack').simulator}/control${path}`, init);
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer;
};

/** A person sends one message, to the shared number unless another is named. */
export async function deliver(order: Order): Promise<Delivered> {
  const body = JSON.stringify({ to: SHARED, ...order });
  const headers = { 'Content-Type': 'application/json' };
  return (await control('/deliver', { method: 'POST', headers, body })).json() as Promise<Delivered>;
}

/** A person sends several messages one right after the other, as pictures are forwarded: each a webhook of its own. */
export async function deliverInTurn(orders: readonly Order[]): Promise<readonly Delivered[]> {
  const body = JSON.stringify({ messages: orders.map((order) => ({ to: SHARED, ...order })), order: 'as-given' });
  const headers = { 'Content-Type': 'application/json' };
  return (await control('/deliver-all', { method: 'POST', headers, body })).json() as Promise<readonly Delivered[]>;
}

/** What the phone has received from the business until now, oldest first. */
export async function repliesSoFar(phone: string): Promise<string[]> {
  const query = new URLSearchParams({ person: phone, author: 'business' });
  const messages = (await (await control(`/messages?${query}`)).json()) as { text: string }[];
  return messages.map((message) => message.text);
}

/** Waits until the phone has received so many messages from the business. @returns their texts, oldest first */
export async function repliesTo(phone: string, count: number): Promise<string[]> {
  const query = new URLSearchParams({ person: phone, author: 'business', count: String(count), timeoutMs: '30000' });
  const messages = (await (await control(`/messages/wait?${query}`)).json()) as { text: string }[];
  return messages.map((message) => message.text);
}

/** What the simulated provider saw that must never happen, such as credentials sent to a foreign host. */
export const violations = async (): Promise<unknown[]> => (await control('/violations')).json() as Promise<unknown[]>;

/** What a person's WhatsApp does with a `wa.me` link: to whom it writes, and what stands in the field already. */
export function openWaLink(link: string): { readonly to: string; readonly text: string } {
  const { hostname, pathname, searchParams } = new URL(link);
  if (hostname !== 'wa.me') throw new Error(`${link} is no wa.me link.`);
  return { to: `+${pathname.slice(1)}`, text: searchParams.get('text') ?? '' };
}
