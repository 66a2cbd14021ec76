import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator } from '@casillero/provider-simulator';
import { demoWorld } from '@casillero/provider-simulator/demo-world';
import type { Settings } from '../firebase-tools/function-settings.ts';
import { addressOf } from '../firebase-tools/local-config.ts';
import type { PortLayout } from '../ports/port-layout.ts';

/** Sample screenshots that the phone page offers to send. */
const SAMPLES = 'e2e/fixtures/orders';

/** Starts the provider simulator; it posts and signs webhooks for the stack's own hosting address. Returns its stop. */
export async function startProvider(root: string, ports: PortLayout): Promise<() => Promise<void>> {
  const samples = join(root, SAMPLES);
  const simulator = await startSimulator({
    ...demoWorld,
    port: ports.simulator,
    cdnPort: ports.mediaHost,
    target: `${addressOf(ports, 'hosting')}/webhooks/twilio`,
    ...(existsSync(samples) && { fixturesDir: samples }),
  });
  return () => simulator.stop();
}

/** What the functions have to know to take the simulator for Twilio. */
export const providerSettings = (ports: PortLayout): { settings: Settings; secrets: Settings } => ({
  settings: {
    PUBLIC_BASE_URL: addressOf(ports, 'hosting'),
    TWILIO_API_BASE: addressOf(ports, 'simulator'),
    TWILIO_MEDIA_ORIGINS: addressOf(ports, 'mediaHost'),
    TWILIO_ACCOUNT_SID: demoWorld.accounts[0].sid,
  },
  secrets: { TWILIO_AUTH_TOKEN: demoWorld.accounts[0].authToken, VISION_API_KEY: 'none' },
});
