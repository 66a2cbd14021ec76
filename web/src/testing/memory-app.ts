import type { Claims, Identity } from '@casillero/domain/access/identity';
import type { AnswerOf, CallOf, Endpoint } from '@casillero/domain/api/endpoint';
import { namedFields } from '@casillero/domain/batch/customer-name';
import { type Failure, fail, ok, type Result } from '@casillero/domain/result';
import type { AppPorts, WorkspacePorts } from '../app/ports.ts';
import { fits, needsAttention } from '../features/batches/filter-batches.ts';
import type { Batch } from '../features/batches/ports.ts';
import type { MappingPorts } from '../features/mapping/ports.ts';
import { type LoadMedia, makeMediaCache } from '../features/media/media-cache.ts';
import type { ReviewedOrder, ShopAccuracy } from '../features/review/ports.ts';
import type { Screenshot } from '../features/screenshots/ports.ts';
import type { Session, SessionState, SignInFailure } from '../features/session/ports.ts';
import type { Tenant } from '../features/tenants/ports.ts';
import type { UploadState } from '../features/uploads/ports.ts';
import { type LiveSource, makeLiveSource } from '../live/live.ts';
import { answerReview, memoryReviewPorts } from './memory-review.ts';
import { type MemoryRecords, memoryWorkspace, NO_RECORDS } from './memory-workspace.ts';

/** What is stored, by importer where it belongs to one. */
export type MemoryWorld = {
  readonly tenants: readonly Tenant[];
  readonly batches: Readonly<Record<string, readonly Batch[]>>;
  readonly screenshots: Readonly<Record<string, readonly Screenshot[]>>;
  readonly orders?: Readonly<Record<string, readonly ReviewedOrder[]>>;
  /** what people are, by uid, where it is not what they claim; null: nothing any more */
  readonly roles?: Readonly<Record<string, Claims['role'] | null>>;
  readonly accuracy?: Readonly<Record<string, readonly ShopAccuracy[]>>;
} & Partial<MemoryRecords>;

export const EMPTY_WORLD: MemoryWorld = { tenants: [], batches: {}, screenshots: {} };

/** Who can sign in, by e-mail; the password is the same for all. */
export const PASSWORD = 'casillero-demo';

export type MemoryApp = AppPorts & {
  /** Changes what is stored; everybody who watches sees it at once. */
  readonly change: (next: (world: MemoryWorld) => MemoryWorld) => void;
  /** What the features asked for, in order. */
  readonly calls: string[];
  /** The idempotency keys of the calls that had one, in order. */
  readonly keys: string[];
};

/** All ports of the dashboard, held in memory: the rules of the real ones, without a network. */
export function memoryApp(options: {
  readonly world?: MemoryWorld;
  readonly accounts?: Readonly<Record<string, Identity>>;
  readonly signedInAs?: Identity | null;
  /** Who one is after each exchange of the token; then as before. */
  readonly refreshedAs?: readonly Identity[];
  /** Overrides what the session is, for example 'starting'. */
  readonly session?: SessionState;
  /** 'never' leaves everything waiting; a failure lets every listener fail. */
  readonly listeners?: 'work' | 'never' | Failure;
  readonly signInFails?: SignInFailure;
  readonly renameFails?: 'no-right' | 'unknown';
  readonly retryFails?: Failure;
  readonly loadMedia?: LoadMedia;
  readonly sendPiece?: (uploadId: string, offset: number, bytes: Blob) => Result<UploadState>;
  /** Bytes of the mapping; left out: not found. */
  readonly mapping?: Partial<MappingPorts>;
  /** Answers the API, as the endpoint's schema wants it; null or left out: not found. */
  readonly answers?: (
    endpoint: Endpoint,
    call: CallOf<Endpoint>,
  ) => Result<unknown> | null | Promise<Result<unknown> | null>;
}): MemoryApp {
  let world = options.world ?? EMPTY_WORLD;
  const calls: string[] = [];
  const keys: string[] = [];
  const watchers = new Set<() => void>();
  const change: MemoryApp['change'] = (next) => {
    world = next(world);
    for (const watcher of [...watchers]) watcher();
  };
  const watch = <Value>(read: (world: MemoryWorld) => Value): LiveSource<Value> =>
    makeLiveSource((feed) => {
      const listeners = options.listeners ?? 'work';
      if (listeners === 'never') return () => {};
      const tell = () => (listeners === 'work' ? feed.ready(read(world)) : feed.failed(listeners));
      watchers.add(tell);
      // Not before the subscriber is there, as with a real listener.
      queueMicrotask(tell);
      return () => watchers.delete(tell);
    });
  const changeBatch = (tenantId: string, batchId: string, fields: Partial<Batch>) =>
    change((now) => ({
      ...now,
      batches: {
        ...now.batches,
        [tenantId]: (now.batches[tenantId] ?? []).map((batch) =>
          batch.id === batchId ? { ...batch, ...fields } : batch,
        ),
      },
    }));
  const byLastChange = (one: Batch, other: Batch) => other.updatedAt.getTime() - one.updatedAt.getTime();

  const workspace: WorkspacePorts = {
    ...memoryWorkspace((read) => watch((now) => read({ ...NO_RECORDS, ...now }))),
    watchOwnRole: (uid, claims) =>
      watch(({ roles }) => (roles && Object.hasOwn(roles, uid) ? (roles[uid] ?? null) : claims.role)),
    watchTenants: () => watch(({ tenants }) => tenants),
    watchTenant: (tenantId) => watch(({ tenants }) => tenants.find(({ id }) => id === tenantId) ?? null),
    watchBatches: (tenantId, narrowing, count) =>
      watch(({ batches }) => {
        const own = (batches[tenantId] ?? []).filter((batch) => fits(batch, narrowing)).sort(byLastChange);
        return { batches: own.slice(0, count), hasMore: own.length > count };
      }),
    countAttention: async (tenantId) => (world.batches[tenantId] ?? []).filter(needsAttention).length,
    watchBatch: (tenantId, batchId) =>
      watch(({ batches }) => batches[tenantId]?.find(({ id }) => id === batchId) ?? null),
    watchScreenshots: (tenantId, batchId) =>
      watch(({ screenshots }) => (screenshots[tenantId] ?? []).filter((screenshot) => screenshot.batchId === batchId)),
    watchScreenshotsById: (tenantId, ids) =>
      watch(({ screenshots }) => (screenshots[tenantId] ?? []).filter(({ id }) => ids.includes(id))),
    ...memoryReviewPorts(watch),
    async renameBatch(tenantId, batchId, customerName) {
      calls.push(`rename ${tenantId}/${batchId} ${customerName}`);
      if (options.renameFails) return fail(options.renameFails, 'The name was not saved.', 'Try again.');
      changeBatch(tenantId, batchId, { ...namedFields(customerName), updatedAt: new Date() });
      return ok(undefined);
    },
    async retryScreenshot(tenantId, screenshotId) {
      calls.push(`retry ${tenantId}/${screenshotId}`);
      if (options.retryFails) return { ok: false, failure: options.retryFails };
      change((now) => ({
        ...now,
        screenshots: {
          ...now.screenshots,
          [tenantId]: (now.screenshots[tenantId] ?? []).map((screenshot) =>
            screenshot.id !== screenshotId
              ? screenshot
              : screenshot.state === 'failed'
                ? { ...screenshot, state: 'fetching', failure: null }
                : { ...screenshot, extraction: 'waiting', extractionFailure: null },
          ),
        },
      }));
      return ok(undefined);
    },
    async callEndpoint(endpoint, call, idempotencyKey) {
      calls.push(`${endpoint.id} ${JSON.stringify(call)}`);
      if (idempotencyKey !== undefined) keys.push(idempotencyKey);
      const answer =
        (await options.answers?.(endpoint, call)) ?? answerReview(world, change, endpoint, call) ?? nothingThere();
      return answer.ok ? ok(endpoint.answer.parse(answer.value) as AnswerOf<typeof endpoint>) : answer;
    },
    loadMapping: async (after) => options.mapping?.loadMapping?.(after) ?? nothingThere(),
    async sendPart(text, wish) {
      calls.push(`part ${JSON.stringify(wish)}`);
      return options.mapping?.sendPart?.(text, wish) ?? nothingThere();
    },
    async loadExport(tenantId, list, language) {
      calls.push(`export ${tenantId}/${list} ${language}`);
      return ok(new Blob(['a,b'], { type: 'text/csv' }));
    },
    async sendPiece(tenantId, uploadId, offset, bytes) {
      calls.push(`piece ${tenantId}/${uploadId} ${offset}+${bytes.size}`);
      return options.sendPiece?.(uploadId, offset, bytes) ?? fail('not-found', 'There is no such upload.', '');
    },
    media: makeMediaCache({
      loadMedia: options.loadMedia ?? (async () => ok(new Blob(['picture'], { type: 'image/jpeg' }))),
      createUrl: (blob) => URL.createObjectURL(blob),
      revokeUrl: (url) => URL.revokeObjectURL(url),
      wait: async () => {},
    }),
  };
  const opened = Promise.resolve(workspace);
  const session = memorySession(options, calls);
  return { session, callEndpoint: workspace.callEndpoint, loadWorkspace: () => opened, change, calls, keys };
}

const nothingThere = () => fail('not-found', 'There is nothing here.', 'Check it.');

function memorySession(options: Parameters<typeof memoryApp>[0], calls: string[]): Session {
  const { signedInAs = null, accounts = {} } = options;
  const refreshedAs = [...(options.refreshedAs ?? [])];
  let state: SessionState =
    options.session ?? (signedInAs ? { kind: 'signed-in', identity: signedInAs } : { kind: 'signed-out' });
  const listeners = new Set<() => void>();
  const become = (next: SessionState) => {
    state = next;
    for (const listener of [...listeners]) listener();
  };
  const failed = (code: SignInFailure): Result<never, SignInFailure> => fail(code, 'The sign-in did not succeed.', '');
  const enter = (identity: Identity | undefined): Result<void, SignInFailure> => {
    if (options.signInFails) return failed(options.signInFails);
    if (!identity) return failed('wrong-credentials');
    become({ kind: 'signed-in', identity });
    return ok(undefined);
  };
  return {
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    getSnapshot: () => state,
    signIn: async (email, password) => enter(password === PASSWORD ? accounts[email] : undefined),
    signInWithGoogle: async () => enter(Object.values(accounts)[0]),
    async sendPasswordReset(email) {
      calls.push(`reset ${email}`);
      return options.signInFails ? failed(options.signInFails) : ok(undefined);
    },
    signOut: async (why) => become({ kind: 'signed-out', ...(why ? { why } : {}) }),
    async refresh() {
      calls.push('refresh');
      const identity = refreshedAs.shift();
      if (identity) become({ kind: 'signed-in', identity });
      return ok(undefined);
    },
  };
}
