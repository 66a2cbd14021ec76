import type { RequestListener } from 'node:http';
import { createRequire } from 'node:module';

/**
 * The modules of firebase-tools that the stack uses, and the little of their shape it relies on. They are internal, so
 * the version is pinned exactly. firebase-tools has no types of its own.
 */
export type EmulatorInfo = { readonly name: string; readonly host: string; readonly port: number };

export interface EmulatorInstance {
  getName(): string;
  getInfo(): EmulatorInfo;
  start(): Promise<void>;
  connect(): Promise<void>;
  stop(): Promise<void>;
}

/** A loaded function, under its region and name: us-central1-send. */
type FunctionRecord = { readonly def: unknown; readonly backend: unknown };

export interface FunctionsEmulator extends EmulatorInstance {
  readonly triggers: Readonly<Record<string, FunctionRecord | undefined>>;
  /** starts a process for the function, which then waits for its first call */
  startRuntime(backend: unknown, def: unknown): Promise<unknown>;
}

type RegistryModule = {
  readonly EmulatorRegistry: {
    get(name: 'functions'): FunctionsEmulator | undefined;
    set(name: string, instance: EmulatorInstance): void;
    start(instance: EmulatorInstance): Promise<void>;
    stopAll(): Promise<void>;
  };
};

/** What a command of firebase-tools is given after its flags are read. */
export type CommandOptions = {
  readonly cwd: string;
  readonly projectRoot: string;
  readonly project: string;
  readonly projectId: string;
  readonly only: string;
  readonly nonInteractive: boolean;
  readonly config: unknown;
  readonly rc: unknown;
  /** answers what hosting has no file for, before its rewrites */
  readonly frameworksDevModeHandle: (
    request: Parameters<RequestListener>[0],
    response: Parameters<RequestListener>[1],
    next: () => void,
  ) => void;
};

type ControllerModule = {
  startAll(options: CommandOptions, showUi: boolean): Promise<unknown>;
};

type ConfigModule = { readonly Config: new (source: unknown, options: { cwd: string; projectDir: string }) => unknown };
type RcModule = { readonly RC: new (path: string, contents: unknown) => unknown };

/** Where winston keeps what follows the message of a log call (triple-beam, SPLAT). */
export const SPLAT: unique symbol = Symbol.for('splat');

export type LogEntry = {
  readonly level: string;
  readonly message: unknown;
  readonly [SPLAT]?: readonly unknown[];
  /** what a function logged, read as JSON where it is JSON */
  readonly user?: unknown;
  /** names the function, for what concerns one */
  readonly metadata?: unknown;
};
type LoggerModule = {
  readonly logger: { on(event: 'data', listener: (entry: LogEntry) => void): void };
  useFileLogger(file: string): string;
};

type Verdict = { readonly permitted: boolean; readonly issues: unknown };
type StorageRulesRuntimeModule = {
  readonly StorageRulesIssues: new () => unknown;
  readonly StorageRulesRuntime: {
    readonly prototype: {
      start(): Promise<void>;
      stop(): Promise<void>;
      loadRuleset(
        source: unknown,
      ): Promise<{ ruleset: { verify(request: unknown): Promise<Verdict> }; issues: unknown }>;
    };
  };
};
type StorageModule = {
  readonly StorageEmulator: {
    new (args: {
      host: string;
      port: number;
      projectId: string;
      rules: { name: string; content: string };
    }): EmulatorInstance;
    readonly prototype: { getPersistenceTmpDir(): string };
  };
};

type ExegesisModule = { middleware(spec: unknown, options: Record<string, unknown>): Promise<unknown> };
type QueueConfig = {
  readonly rateLimits: { readonly maxConcurrentDispatches: number; readonly maxDispatchesPerSecond: number };
};

/** @property scheduleTime RFC 3339 */
export type QueuedTask = {
  readonly name: string;
  readonly httpRequest: { readonly url: string };
  readonly scheduleTime?: string;
};

export type TaskQueue = {
  readonly config: QueueConfig;
  readonly queue: {
    readonly nodeMap: Readonly<Record<string, { readonly data: unknown } | undefined>>;
    enqueue(name: string, entry: unknown): void;
    remove(name: string): void;
    size(): number;
  };
  enqueue(task: QueuedTask): void;
};

type TaskQueueController = {
  readonly queues: Readonly<Record<string, TaskQueue | undefined>>;
  createQueue(key: string, config: QueueConfig): void;
  stop(): void;
};

type TaskQueueModule = {
  readonly TaskQueue: { new (key: string, config: QueueConfig): TaskQueue; readonly prototype: TaskQueue };
};
type TasksModule = {
  readonly TaskQueueController: {
    new (): TaskQueueController;
    readonly prototype: TaskQueueController;
    /** milliseconds between two looks while a queue has tasks, and while none has */
    UPDATE_TIMEOUT: number;
    LISTEN_TIMEOUT: number;
  };
};

type PromptModule = { setNonInteractive(value: boolean): void };
type SdkVersionModule = { checkFunctionsSDKVersion(installed: string): void };
type FunctionsSharedModule = {
  getSecretLocalPath(
    backend: { readonly functionsDir: string; readonly configDir?: string },
    projectDir: string,
  ): string;
};

type FunctionsEmulatorModule = {
  readonly FunctionsEmulator: {
    readonly prototype: {
      startRuntime(backend: unknown, def: unknown): Promise<unknown>;
      /** @param trigger undefined while the functions are being discovered */
      resolveSecretEnvs(
        backend: unknown,
        trigger: { readonly secretEnvironmentVariables?: readonly { readonly key: string }[] } | undefined,
      ): Promise<Record<string, string>>;
    };
  };
};

const require = createRequire(import.meta.url);

/** Loads them; takes about a second, so not before it is known that the stack will start. */
export function loadFirebaseTools() {
  const requireItsDependency = createRequire(require.resolve('firebase-tools/package.json'));
  const registry: RegistryModule = require('firebase-tools/lib/emulator/registry');
  const controller: ControllerModule = require('firebase-tools/lib/emulator/controller');
  const config: ConfigModule = require('firebase-tools/lib/config');
  const rc: RcModule = require('firebase-tools/lib/rc');
  const log: LoggerModule = require('firebase-tools/lib/logger');
  const storageRulesRuntime: StorageRulesRuntimeModule = require('firebase-tools/lib/emulator/storage/rules/runtime');
  const storage: StorageModule = require('firebase-tools/lib/emulator/storage');
  const functionsShared: FunctionsSharedModule = require('firebase-tools/lib/emulator/functionsEmulatorShared');
  const functionsEmulator: FunctionsEmulatorModule = require('firebase-tools/lib/emulator/functionsEmulator');
  const sdkVersion: SdkVersionModule = require('firebase-tools/lib/deploy/functions/runtimes/node/versioning');
  const tasks: TasksModule = require('firebase-tools/lib/emulator/tasksEmulator');
  const taskQueue: TaskQueueModule = require('firebase-tools/lib/emulator/taskQueue');
  const prompt: PromptModule = require('firebase-tools/lib/prompt');
  const exegesis: ExegesisModule = requireItsDependency('exegesis-express');
  return {
    registry,
    controller,
    config,
    rc,
    log,
    storageRulesRuntime,
    storage,
    functionsShared,
    functionsEmulator,
    sdkVersion,
    tasks,
    taskQueue,
    prompt,
    exegesis,
  };
}

export type FirebaseTools = ReturnType<typeof loadFirebaseTools>;
