/**
 * List queries: prove, don't filter. The rule is evaluated once per branch of the query, on a `resource` that knows
 * only what the branch says: a field that must equal a value is that value, a field with bounds is a constraint, and
 * everything else is unknown. The query is granted if every branch is, even if no document exists.
 * @see https://firebase.google.com/docs/firestore/security/rules-query
 */
import type { QueryFacts } from './access.ts';
import { mapOf } from './map-value.ts';
import { ANY_SEGMENT, ANY_SEGMENTS, type PathElement } from './match-path.ts';
import type { Statement } from './query-branches.ts';
import type { RulesSettings } from './settings.ts';
import {
  type ConstraintValue,
  type Failure,
  type MapValue,
  type PartialMapValue,
  unknown,
  type Value,
} from './values.ts';

/** The documents a query may return, as a path with open ends. */
export function queryElements(database: string, query: QueryFacts): PathElement[] {
  const parent = query.parent === '' ? [] : query.parent.split('/');
  const prefix: PathElement[] = ['databases', database, 'documents', ...parent];
  if (query.allDescendants) prefix.push(ANY_SEGMENTS);
  return [...prefix, query.collectionId, ANY_SEGMENT];
}

/** `resource` for one branch: its data is partly known, its id is open. */
export function symbolicResource(branch: readonly Statement[], settings: RulesSettings): PartialMapValue {
  const root: FieldTree = { statements: [], children: new Map() };
  for (const statement of branch) {
    // Document ids stay open: only fields are bound.
    if (statement.field[0] !== '__name__') plant(root, statement);
  }
  const isClosed = settings.listKeys === 'constrained-fields-only';
  const fields = new Map<string, Value | Failure>([
    ['data', partialMap(root, isClosed)],
    ['id', unknown()],
    ['__name__', unknown()],
  ]);
  return { kind: 'partial', fields, isClosed: true };
}

type FieldTree = { statements: Statement[]; children: Map<string, FieldTree> };

function plant(root: FieldTree, statement: Statement): void {
  let tree = root;
  for (const step of statement.field) {
    let child = tree.children.get(step);
    if (child === undefined) {
      child = { statements: [], children: new Map() };
      tree.children.set(step, child);
    }
    tree = child;
  }
  tree.statements.push(statement);
}

function partialMap(tree: FieldTree, isClosed: boolean): PartialMapValue {
  const fields = new Map<string, Value | Failure>();
  for (const [name, child] of tree.children) fields.set(name, fieldValue(child, isClosed));
  return { kind: 'partial', fields, isClosed };
}

/** An equality decides; statements about fields inside make a map; the rest are bounds. */
function fieldValue(tree: FieldTree, isClosed: boolean): Value {
  const equality = tree.statements.find(({ comparator }) => comparator === 'EQ');
  if (equality !== undefined) return equality.value;
  if (tree.children.size > 0) return partialMap(tree, isClosed);
  const bounds = tree.statements.flatMap(({ comparator, value }) =>
    comparator === 'EQ' ? [] : [{ comparator, value }],
  );
  return { kind: 'constraint', bounds } satisfies ConstraintValue;
}

/** request.query as the emulator binds it: no limit unless given, offset 0, orderBy a map of directions. */
export function queryMap(query: QueryFacts): MapValue {
  const orderBy = new Map<string, Value>();
  for (const { field, direction } of query.orderBy ?? []) {
    orderBy.set(field?.fieldPath ?? '', direction === 'DESCENDING' ? 'DESC' : 'ASC');
  }
  const limit = typeof query.limit === 'object' ? query.limit?.value : query.limit;
  const entries = new Map<string, Value>([
    ['offset', BigInt(query.offset ?? 0)],
    ['orderBy', mapOf(orderBy)],
    ['kind', query.collectionId],
    ['allDescendants', query.allDescendants],
  ]);
  if (limit !== undefined && limit !== null) entries.set('limit', BigInt(limit));
  return mapOf(entries);
}
