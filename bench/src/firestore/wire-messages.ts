import { LISTENERS } from './category.ts';
import { double, nested, number } from './protobuf.ts';
import { idOf, smallDocument } from './small-document.ts';

/**
 * Requests as the admin SDK sends them, as bytes; field numbers from google/firestore/v1/*.proto.
 * @see https://github.com/googleapis/googleapis/tree/master/google/firestore/v1
 */
const DATABASE = 'projects/demo-bench/databases/(default)';
const PARENT = `${DATABASE}/documents`;
const EQUAL = 5;
const DESCENDING = 2;

type Plain = number | boolean | string | Date | readonly Plain[] | { readonly [key: string]: Plain };

/** google.firestore.v1.Value */
function value(plain: Plain): Buffer {
  if (typeof plain === 'boolean') return number(1, plain ? 1 : 0);
  if (typeof plain === 'number') return Number.isInteger(plain) ? number(2, plain) : double(3, plain);
  if (typeof plain === 'string') return nested(17, plain);
  if (plain instanceof Date) return nested(10, number(1, Math.floor(plain.getTime() / 1000)));
  if (Array.isArray(plain)) return nested(9, ...plain.map((element) => nested(1, value(element))));
  return nested(6, ...mapEntries(1, plain as { readonly [key: string]: Plain }));
}

function mapEntries(field: number, map: { readonly [key: string]: Plain }): Buffer[] {
  return Object.entries(map).map(([key, plain]) => nested(field, nested(1, key), nested(2, value(plain))));
}

const orderName = (i: number): string => `${PARENT}/orders/${idOf(i)}`;

function document(name: string, fields: { readonly [key: string]: Plain }): Buffer {
  return nested(1, nested(1, name), ...mapEntries(2, fields));
}

/** An update of the fields of a mask in a document that exists. */
function update(name: string, fields: { readonly [key: string]: Plain }, mask: readonly string[]): Buffer[] {
  const paths = mask.map((path) => nested(1, path));
  return [document(name, fields), nested(3, ...paths), nested(4, number(1, 1))];
}

const commit = (...writes: Buffer[]): Buffer => Buffer.concat([nested(1, DATABASE), ...writes]);

/** BatchGetDocuments of one document. */
export const get = (i: number): Buffer => Buffer.concat([nested(1, DATABASE), nested(2, orderName(i))]);

/** The same, which begins a transaction. */
export const getInTransaction = (i: number): Buffer => Buffer.concat([get(i), nested(5, nested(3))]);

/** Commit that writes documents whole. */
export function set(...numbers: readonly number[]): Buffer {
  return commit(...numbers.map((i) => nested(2, document(orderName(i), smallDocument(i)))));
}

/** Commit that sets two fields and increments a third. */
export function updateOrder(i: number, turn: number): Buffer {
  const fields = { state: `step ${turn}`, address: { city: 'Santa Ana' } };
  const increment = nested(7, nested(1, 'changes'), nested(3, value(1)));
  return commit(nested(2, ...update(orderName(i), fields, ['address.city', 'state']), increment));
}

/** Commit of a transaction that sets one field. */
export function updateInTransaction(i: number, turn: number, transaction: Uint8Array): Buffer {
  const write = nested(2, ...update(orderName(i), { number: turn }, ['number']));
  return Buffer.concat([commit(write), nested(3, transaction)]);
}

const fieldReference = (path: string): Buffer => nested(2, path);

/** RunQuery: the last 20 of a group in order. */
export function lastOfGroup(group: number): Buffer {
  const from = nested(2, nested(2, 'orders'));
  const filter = nested(2, nested(1, fieldReference('group')), number(2, EQUAL), nested(3, value(group)));
  const order = nested(4, nested(1, fieldReference('createdAt')), number(2, DESCENDING));
  const limit = nested(5, number(1, 20));
  return Buffer.concat([nested(1, PARENT), nested(2, from, nested(3, filter), order, limit)]);
}

/** Commit that writes the room the listeners look at. */
export const setRoom = (turn: number): Buffer =>
  commit(nested(2, document(`${PARENT}/rooms/one`, { open: true, turn, listeners: LISTENERS })));

/** The first message of a Listen stream: the open rooms. */
export function listenToRooms(): Buffer {
  const from = nested(2, nested(2, 'rooms'));
  const filter = nested(2, nested(1, fieldReference('open')), number(2, EQUAL), nested(3, value(true)));
  const query = nested(2, nested(1, PARENT), nested(2, from, nested(3, filter)));
  return Buffer.concat([nested(1, DATABASE), nested(2, query, number(5, 1))]);
}
