import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { adaptFirebaseTools } from './adapt.ts';
import { loadFirebaseTools } from './modules.ts';

const require = createRequire(import.meta.url);

/** These are not firebase-tools' public interface: a new version has to be tried before it is taken. */
test('the version is pinned, and every part that is adapted is where it was', async () => {
  const pinned: string = require('../../package.json').dependencies['firebase-tools'];
  expect(require('firebase-tools/package.json').version).toBe(pinned);

  const tools = loadFirebaseTools();
  const { StorageRulesRuntime } = tools.storageRulesRuntime;
  expect(tools.exegesis.middleware).toBeTypeOf('function');
  expect(tools.sdkVersion.checkFunctionsSDKVersion).toBeTypeOf('function');
  expect(tools.functionsShared.getSecretLocalPath({ functionsDir: '/f', configDir: '/c' }, '/')).toBe(
    '/f/.secret.local',
  );
  expect(tools.storage.StorageEmulator.prototype.getPersistenceTmpDir).toBeTypeOf('function');
  for (const method of ['start', 'stop', 'loadRuleset'] as const)
    expect(StorageRulesRuntime.prototype[method]).toBeTypeOf('function');
  expect(tools.controller.startAll).toBeTypeOf('function');
  const { FunctionsEmulator } = tools.functionsEmulator;
  expect(FunctionsEmulator.prototype.startRuntime).toBeTypeOf('function');
  expect(FunctionsEmulator.prototype.resolveSecretEnvs).toBeTypeOf('function');
  FunctionsEmulator.prototype.resolveSecretEnvs = async () => ({ ONE: '1', OTHER: '2' });
  expect(tools.registry.EmulatorRegistry.stopAll).toBeTypeOf('function');

  adaptFirebaseTools(tools, '/media');
  expect(tools.functionsShared.getSecretLocalPath({ functionsDir: '/f', configDir: '/c' }, '/')).toBe(
    '/c/.secret.local',
  );
  const secretsOf = (keys?: readonly string[]) =>
    FunctionsEmulator.prototype.resolveSecretEnvs(
      {},
      keys && { secretEnvironmentVariables: keys.map((key) => ({ key })) },
    );
  expect([await secretsOf(), await secretsOf(['ONE']), await secretsOf([])]).toEqual([
    { ONE: '1', OTHER: '2' },
    { ONE: '1' },
    {},
  ]);
  const { ruleset } = await StorageRulesRuntime.prototype.loadRuleset({});
  expect(await ruleset.verify({ method: 'get' })).toMatchObject({ permitted: false });
}, 30_000);
