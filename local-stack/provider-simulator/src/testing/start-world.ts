import { demoWorld } from '../demo-world.ts';
import { type SimulatorOptions, startSimulator } from '../simulator.ts';
import { startWebhookReceiver } from './webhook-receiver.ts';

export const ANA = '+50370000001';
export const BETO = '+50370000002';
export const CASILLERO = '+15550100';
export const [DEMO_ACCOUNT] = demoWorld.accounts;

/** A simulator of the demo's people and a receiver for its webhooks, both on free ports. */
export async function startWorld(overrides: Partial<SimulatorOptions> = {}) {
  const receiver = await startWebhookReceiver();
  const simulator = await startSimulator({ ...demoWorld, port: 0, target: receiver.url, ...overrides });
  return {
    receiver,
    simulator,
    control: simulator.control,
    async stop() {
      await simulator.stop();
      await receiver.stop();
    },
  };
}

/** A small image: 1 x 1 pixel PNG. */
export const PNG_BASE64 =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
