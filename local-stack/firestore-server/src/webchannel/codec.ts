import { asciiJson } from '../proto/ascii-json.ts';

/** A server message with its number in the session. */
export type ChannelArray = { readonly id: number; readonly json: string };

/** The version of the WebChannel protocol, and the server version it is known to go with; the client only logs it. */
const PROTOCOL_VERSION = 8;
const SERVER_VERSION = 14;
/** The client gives up on a silent back channel after 1.5 times this. */
const KEEPALIVE_ANNOUNCED_MS = 30_000;

/** `<length>\n<JSON>`; the length counts UTF-16 units of the decoded text, which for ASCII is bytes. */
export function encodeFrame(json: string): string {
  return `${json.length}\n${json}`;
}

/** Several arrays in one frame: `[[1,[...]],[2,[...]]]`. */
export function encodeArrays(arrays: readonly ChannelArray[]): string {
  return encodeFrame(`[${arrays.map(({ id, json }) => `[${id},${json}]`).join(',')}]`);
}

/** Array 0, the answer to the handshake: session id, no other host, versions, keep-alive interval. */
export function encodeHandshake(sid: string): string {
  return encodeFrame(asciiJson([[0, ['c', sid, '', PROTOCOL_VERSION, SERVER_VERSION, KEEPALIVE_ANNOUNCED_MS]]]));
}

/** The answer to a forward request: whether a back channel is open, the last array id, bytes not yet acknowledged. */
export function encodeForwardReply(hasBackChannel: boolean, lastArrayId: number, outstandingBytes: number): string {
  return encodeFrame(asciiJson([hasBackChannel ? 1 : 0, lastArrayId, outstandingBytes]));
}

/** Keeps a channel alive without saying anything. */
export const NOOP_JSON = '["noop"]';

export type ForwardMessage = { readonly mapId: number; readonly text: string };

/**
 * The messages of a forward request. Message i is in the field `req<i>___data__` and has the map id `ofs + i`; after
 * retries the numbering may start above 0, so the number is taken from the field's name.
 */
export function decodeForwardBody(body: string): ForwardMessage[] {
  const form = new URLSearchParams(body);
  const offset = Number(form.get('ofs') ?? 0);
  const messages: ForwardMessage[] = [];
  for (const [name, text] of form) {
    const index = /^req(\d+)___data__$/.exec(name)?.[1];
    if (index !== undefined) messages.push({ mapId: offset + Number(index), text });
  }
  return messages.sort((a, b) => a.mapId - b.mapId);
}

/** Headers that travel as text, `Name:value` lines: in the form field `headers`, or in the URL for older SDKs. */
export function decodeInitHeaders(body: string, query: URLSearchParams): Map<string, string> {
  const text = new URLSearchParams(body).get('headers') ?? query.get('$httpHeaders') ?? '';
  const headers = new Map<string, string>();
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return headers;
}
