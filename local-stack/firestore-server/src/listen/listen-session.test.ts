import { beforeEach, describe, expect, test } from 'vitest';
import { planQuery } from '../query/plan-query.ts';
import type { StructuredQuery } from '../query/structured-query.ts';
import { Database } from '../storage/database.ts';
import { planWrite } from '../storage/plan-write.ts';
import { prepareCommit } from '../storage/prepare-commit.ts';
import type { Write } from '../storage/write.ts';
import { FirestoreError } from '../values/status.ts';
import type { Value } from '../values/value.ts';
import { ListenSession } from './listen-session.ts';
import type { ListenResponse, TargetMessage } from './messages.ts';
import { TargetIndex } from './target-index.ts';

const NAME = 'projects/p/databases/(default)';
const ROOT = `${NAME}/documents`;
const int = (n: number): Value => ({ integerValue: String(n) });

/**
 * A stream and the database behind it, in short words. What the client is sent is read as lines:
 * `ADD 2`, `+c/a to 2`, `-c/a from 2` (left), `x c/a from 2` (deleted), `filter 2: 1`, `snapshot`.
 */
class World {
  database: Database;
  denied = new Set<string>();
  /** what the rules look up when they are asked */
  lookups = new Set<string>();
  reads = 0;
  token: Uint8Array = new Uint8Array();
  #sent: string[] = [];
  #index = new TargetIndex<ListenSession>();
  session: ListenSession;

  constructor() {
    let now = 1_000_000;
    this.database = new Database(NAME, { now: () => now++, maxSupersededVersions: 5 });
    this.database.observe(({ time, changes }) => {
      for (const [session, targets] of this.#index.relyingOn(changes)) session.recheck(targets);
      for (const [session, concerned] of this.#index.concerned(changes)) session.commit(time, concerned);
    });
    this.session = this.openStream();
  }

  openStream(): ListenSession {
    const { database } = this;
    const session: ListenSession = new ListenSession({
      source: database,
      send: (response) => this.#note(response),
      readSubject: (message) => {
        if (message.documents)
          return {
            kind: 'documents',
            paths: (message.documents.documents ?? []).map((name) => name.slice(ROOT.length + 1)),
          };
        const query = message.query?.structuredQuery ?? {};
        return { kind: 'query', plan: planQuery(ROOT, query), query };
      },
      authorize: (subject) => {
        const what = subject.kind === 'query' ? subject.plan.scope.collectionId : (subject.paths[0] ?? '');
        if (this.denied.has(what)) throw new FirestoreError('PERMISSION_DENIED', 'no');
        return this.lookups;
      },
      countReads: (reads) => {
        this.reads += reads;
      },
      subscribe: (target, lookups) => this.#index.add(target, session, lookups),
      relyOn: (target, lookups) => this.#index.setLookups(target, lookups),
      unsubscribe: (target) => this.#index.remove(target),
      instanceId: () => database.instanceId,
      readTime: () => database.clock.readTime(),
      remembers: (time) => database.remembers(time),
      nameOf: (path) => database.nameOf(path),
    });
    return session;
  }

  commit(...writes: Write[]): void {
    const planned = writes.map((write) => planWrite(write, NAME));
    const prepared = prepareCommit(this.database, planned, this.database.clock.commitTime());
    this.database.apply(prepared.time, prepared.changes);
  }

  /** What was sent since the last time. */
  lines(): string[] {
    const lines = this.#sent;
    this.#sent = [];
    return lines;
  }

  #note({ targetChange, documentChange, documentDelete, documentRemove, filter }: ListenResponse): void {
    const path = (name = '') => name.slice(ROOT.length + 1);
    if (targetChange) {
      const { targetChangeType, targetIds = [], cause, resumeToken } = targetChange;
      if (resumeToken) this.token = resumeToken;
      this.#sent.push(
        targetChangeType ? `${targetChangeType} ${targetIds}${cause ? ` code ${cause.code}` : ''}` : 'snapshot',
      );
    }
    if (documentChange) {
      const { document, targetIds, removedTargetIds } = documentChange;
      if (targetIds) this.#sent.push(`+${path(document.name)} to ${targetIds}`);
      if (removedTargetIds) this.#sent.push(`-${path(document.name)} from ${removedTargetIds}`);
    }
    if (documentDelete) this.#sent.push(`x ${path(documentDelete.document)} from ${documentDelete.removedTargetIds}`);
    if (documentRemove) this.#sent.push(`o ${path(documentRemove.document)} from ${documentRemove.removedTargetIds}`);
    if (filter) {
      const { targetId, count, unchangedNames } = filter;
      this.#sent.push(`filter ${targetId}: ${count}${unchangedNames ? ' by name' : ''}`);
    }
  }
}

const set = (path: string, n: number): Write => ({ update: { name: `${ROOT}/${path}`, fields: { n: int(n) } } });
const remove = (path: string): Write => ({ delete: `${ROOT}/${path}` });
const query = (targetId: number, more: StructuredQuery = {}, extra: Partial<TargetMessage> = {}): TargetMessage => ({
  targetId,
  query: { structuredQuery: { from: [{ collectionId: 'c' }], ...more } },
  ...extra,
});
const above = (n: number): StructuredQuery => ({
  where: { fieldFilter: { field: { fieldPath: 'n' }, op: 'GREATER_THAN', value: int(n) } },
});
const documents = (targetId: number, path: string): TargetMessage => ({
  targetId,
  documents: { documents: [`${ROOT}/${path}`] },
});

let world: World;
beforeEach(() => {
  world = new World();
});

test('a new target: ADD, its documents, CURRENT, one snapshot', () => {
  world.commit(set('c/a', 1), set('d/x', 1));
  world.session.addTarget(query(2));
  expect(world.lines()).toEqual(['ADD 2', '+c/a to 2', 'CURRENT 2', 'snapshot']);
});

test('a commit is one snapshot, one message per document for all targets, and nothing for others', () => {
  world.session.addTarget(query(2));
  world.session.addTarget(query(4, above(1)));
  world.lines();
  world.commit(set('c/a', 1), set('c/b', 2));
  expect(world.lines()).toEqual(['+c/a to 2', '+c/b to 2,4', 'snapshot']);
  world.commit(set('d/x', 1));
  expect(world.lines()).toEqual([]);
  world.commit(set('c/b', 0));
  expect(world.lines()).toEqual(['+c/b to 2', '-c/b from 4', 'snapshot']);
  world.commit(remove('c/b'));
  expect(world.lines()).toEqual(['x c/b from 2', 'snapshot']);
});

test('a limited query is refilled, and what falls out unchanged is only removed', () => {
  world.commit(set('c/b', 2), set('c/c', 3));
  world.session.addTarget(query(2, { orderBy: [{ field: { fieldPath: 'n' } }], limit: { value: 2 } }));
  world.lines();
  world.commit(set('c/a', 1));
  expect(world.lines().sort()).toEqual(['+c/a to 2', 'o c/c from 2', 'snapshot'].sort());
  world.commit(remove('c/a'));
  expect(world.lines().sort()).toEqual(['+c/c to 2', 'snapshot', 'x c/a from 2'].sort());
});

test('a document target hears of absence, coming and going', () => {
  world.session.addTarget(documents(2, 'c/a'));
  world.commit(set('c/a', 1));
  world.commit(remove('c/a'));
  expect(world.lines()).toEqual([
    'ADD 2',
    'x c/a from 2',
    'CURRENT 2',
    'snapshot',
    '+c/a to 2',
    'snapshot',
    'x c/a from 2',
    'snapshot',
  ]);
});

describe('resuming', () => {
  test('sends only what changed, then a filter', () => {
    world.commit(set('c/a', 1), set('c/b', 1), set('c/c', 1));
    world.session.addTarget(query(2));
    const { token } = world;
    world.session.close();
    world.commit(set('c/b', 2));
    world.commit(remove('c/c'));
    world.lines();
    world.openStream().addTarget(query(2, {}, { resumeToken: token }));
    const lines = world.lines();
    expect(lines.slice(1, 3).sort()).toEqual(['+c/b to 2', 'x c/c from 2']);
    expect([lines[0], ...lines.slice(3)]).toEqual(['ADD 2', 'filter 2: 2', 'CURRENT 2', 'snapshot']);
  });

  test.each([
    { title: 'a token of another life of the database', spoil: () => world.database.clear() },
    {
      title: 'a token older than the history',
      spoil: () => {
        for (let i = 0; i < 9; i++) world.commit(set('c/a', 10 + i));
      },
    },
  ])('$title: RESET and everything anew', ({ spoil }) => {
    world.commit(set('c/a', 1));
    world.session.addTarget(query(2));
    const { token } = world;
    world.session.close();
    spoil();
    world.commit(set('c/b', 1));
    world.lines();
    world.openStream().addTarget(query(2, {}, { resumeToken: token }));
    const lines = world.lines();
    expect(lines.slice(0, 2)).toEqual(['ADD 2', 'RESET 2']);
    expect(lines).toContain('+c/b to 2');
  });
});

test('a client that counts its documents, with a token older than the history: what is newer, and a filter by name', () => {
  world.commit(set('c/a', 1), set('c/b', 1), set('c/c', 1));
  world.session.addTarget(query(2));
  const { token } = world;
  world.session.close();
  world.commit(remove('c/c'));
  for (let i = 0; i < 9; i++) world.commit(set('c/a', 10 + i));
  world.lines();
  const resumed = { resumeToken: token, expectedCount: { value: 3 } };
  world.openStream().addTarget(query(2, {}, resumed));
  expect(world.lines()).toEqual(['ADD 2', '+c/a to 2', 'filter 2: 2 by name', 'CURRENT 2', 'snapshot']);
  // What a limit lets in need not be newer: the client has to begin anew.
  world.openStream().addTarget(query(4, { limit: { value: 2 } }, resumed));
  expect(world.lines().slice(0, 2)).toEqual(['ADD 4', 'RESET 4']);
});

describe('rules', () => {
  test('a change of a document that the rules looked up asks them anew, before anything is sent', () => {
    world.lookups = new Set(['users/u']);
    world.session.addTarget(query(2));
    world.session.addTarget(documents(4, 'd/a'));
    world.lines();
    world.commit(set('users/u', 1));
    expect(world.lines()).toEqual([]);
    world.denied.add('c');
    world.commit(set('users/other', 1));
    expect(world.lines()).toEqual([]);
    world.commit(set('users/u', 2), set('c/a', 1), set('d/a', 1));
    expect(world.lines()).toEqual(['REMOVE 2 code 7', '+d/a to 4', 'snapshot']);
  });

  test('a refused target is removed with its cause, the others live on', () => {
    world.denied.add('secret');
    world.session.addTarget(query(2));
    world.session.addTarget({ targetId: 4, query: { structuredQuery: { from: [{ collectionId: 'secret' }] } } });
    world.commit(set('c/a', 1));
    expect(world.lines().slice(3)).toEqual(['REMOVE 4 code 7', '+c/a to 2', 'snapshot']);
  });

  test('a bad query is a refused target too', () => {
    world.session.addTarget({ targetId: 2, query: { structuredQuery: { from: [{ collectionId: '__bad__' }] } } });
    expect(world.lines()).toEqual(['REMOVE 2 code 3']);
  });

  test('a document that changes so that it may not be read any more ends its target', () => {
    world.session.addTarget(documents(2, 'c/a'));
    world.lines();
    world.denied.add('c/a');
    world.commit(set('c/a', 1));
    world.commit(set('c/a', 2));
    expect(world.lines()).toEqual(['REMOVE 2 code 7']);
  });

  test('new rules end what they do not allow', () => {
    world.session.addTarget(query(2));
    world.lines();
    world.denied.add('c');
    world.session.recheck();
    expect(world.lines()).toEqual(['REMOVE 2 code 7']);
  });
});

test('every removal is answered, even of an unknown target; nothing is sent for it afterwards', () => {
  world.session.addTarget(query(2));
  world.session.removeTarget(2);
  world.session.removeTarget(99);
  world.commit(set('c/a', 1));
  expect(world.lines().slice(3)).toEqual(['REMOVE 2', 'REMOVE 99']);
});

test('a heartbeat is an empty snapshot, and needs a target', () => {
  world.session.heartbeat();
  expect(world.lines()).toEqual([]);
  world.session.addTarget(query(2));
  world.lines();
  world.session.heartbeat();
  expect(world.lines()).toEqual(['snapshot']);
});

test('clearing the database is seen as deletions', () => {
  world.commit(set('c/a', 1));
  world.session.addTarget(query(2));
  world.lines();
  world.database.clear();
  expect(world.lines()).toEqual(['x c/a from 2', 'snapshot']);
});

test('documents sent are billed, an empty first answer costs one, deletions cost nothing', () => {
  world.session.addTarget(query(2));
  expect(world.reads).toBe(1);
  world.commit(set('c/a', 1), set('c/b', 1));
  expect(world.reads).toBe(3);
  world.commit(remove('c/a'));
  expect(world.reads).toBe(3);
});
