import { join } from 'node:path';
import { adaptTasks } from './adapt-tasks.ts';
import type { FirebaseTools } from './modules.ts';

/**
 * Adapts firebase-tools to a machine without network, Java and patience. Changes nothing on disk; call it once,
 * before any emulator is made.
 *
 * @param mediaDir where the storage emulator keeps the objects' bytes
 */
export function adaptFirebaseTools(tools: FirebaseTools, mediaDir: string): void {
  compileAuthSchemasOnFirstUse(tools);
  skipSdkVersionLookup(tools);
  tools.prompt.setNonInteractive(true); // else it waits for an answer about every parameter that is not set, even with a default
  readSecretsFromConfigDir(tools);
  withholdSecrets(tools);
  adaptTasks(tools);
  replaceStorageRulesRuntime(tools);
  tools.storage.StorageEmulator.prototype.getPersistenceTmpDir = () => mediaDir; // else one folder for all stacks
}

/**
 * The auth emulator compiles a validator for each of some 300 schemas before it listens: 10 s. Exegesis can do that on
 * first use instead (its option lazyCompileValidationSchemas), about 0.1 s each.
 */
function compileAuthSchemasOnFirstUse({ exegesis }: FirebaseTools): void {
  const middleware = exegesis.middleware;
  exegesis.middleware = (spec, options) => middleware(spec, { ...options, lazyCompileValidationSchemas: true });
}

/** Before every discovery it asks the registry, through `npm show` and synchronously, for a newer firebase-functions. */
function skipSdkVersionLookup({ sdkVersion }: FirebaseTools): void {
  sdkVersion.checkFunctionsSDKVersion = () => undefined;
}

/** `configDir` moves the .env files away from the source, but not .secret.local; two stacks must not share it. */
function readSecretsFromConfigDir({ functionsShared }: FirebaseTools): void {
  functionsShared.getSecretLocalPath = (backend) => join(backend.configDir ?? backend.functionsDir, '.secret.local');
}

/**
 * In the cloud a function has the secrets that it declares, and no other; the emulator gives all of the file to each. What a function
 * forgot to declare would be missed by nobody before it is deployed.
 */
function withholdSecrets({ functionsEmulator }: FirebaseTools): void {
  const { prototype } = functionsEmulator.FunctionsEmulator;
  const resolve = prototype.resolveSecretEnvs;
  prototype.resolveSecretEnvs = async function (backend, trigger) {
    const all = await resolve.call(this, backend, trigger);
    if (trigger === undefined) return all;
    const declared = new Set(trigger.secretEnvironmentVariables?.map(({ key }) => key));
    return Object.fromEntries(Object.entries(all).filter(([name]) => declared.has(name)));
  };
}

/**
 * Storage rules are evaluated by a Java program that is downloaded. Ours deny everybody: clients read media through
 * the API. What bears `owner`, as the Admin SDK does, is let through before any rule is asked.
 */
function replaceStorageRulesRuntime({ storageRulesRuntime }: FirebaseTools): void {
  const { StorageRulesIssues, StorageRulesRuntime } = storageRulesRuntime;
  const noIssues = () => new StorageRulesIssues();
  StorageRulesRuntime.prototype.start = async () => undefined;
  StorageRulesRuntime.prototype.stop = async () => undefined;
  StorageRulesRuntime.prototype.loadRuleset = async () => ({
    ruleset: { verify: async () => ({ permitted: false, issues: noIssues() }) },
    issues: noIssues(),
  });
}
