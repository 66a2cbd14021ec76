import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator } from '@casillero/provider-simulator';
import { demoWorld } from '@casillero/provider-simulator/demo-world';
import type { Settings } from '../firebase-tools/function-settings.ts';
import { addressOf } from '../firebase-tools/local-config.ts';
import type { PortLayout } from '../ports/port-layout.ts';

/** Sample screenshots that the phone page offers to send. */
const SAMPLES = 'e2e/fixtures/orders';

/** Encrypts tenants' own secrets in the demo; opens nothing else. */
const DEMO_SECRETS_KEYS = `demo:${Buffer.alloc(32, 'casillero demo ').toString('base64')}`;

/** Starts the provider simulator; it posts and signs webhooks for the stack's own hosting address. Returns its stop. */
export async function startProvider(root: string, ports: PortLayout): Promise<() => Promise<void>> {
  const samples = join(root, SAMPLES);
  const simulator = await startSimulator({
    ...demoWorld,
    port: ports.simulator,
    cdnPort: ports.mediaHost,
    target: addressOf(ports, 'hosting'),
    ...(existsSync(samples) && { fixturesDir: samples }),
  });
  return () => simulator.stop();
}

/** What the functions have to know to take the simulator for Twilio, Meta and a WAHA server. VISION_* stay unset: pictures are read here. */
export const providerSettings = (ports: PortLayout): { settings: Settings; secrets: Settings } => ({
  settings: {
    PUBLIC_BASE_URL: addressOf(ports, 'hosting'),
    TWILIO_API_BASE: addressOf(ports, 'simulator'),
    TWILIO_MEDIA_ORIGINS: addressOf(ports, 'mediaHost'),
    TWILIO_ACCOUNT_SID: demoWorld.accounts[0].sid,
    META_GRAPH_BASE: `${addressOf(ports, 'simulator')}/graph`,
    META_MEDIA_ORIGINS: addressOf(ports, 'mediaHost'),
    META_WABA_ID: demoWorld.meta.wabas[0].id,
    META_PORTFOLIO_ID: demoWorld.meta.wabas[0].portfolioId,
    WAHA_API_BASE: `${addressOf(ports, 'simulator')}/waha`,
    // The demo's session has no webhook of its own: the server tells all events by its settings.
    WAHA_IS_HOOKED_GLOBALLY: 'true',
  },
  secrets: {
    TWILIO_AUTH_TOKEN: demoWorld.accounts[0].authToken,
    META_APP_SECRET: demoWorld.meta.apps[0].secret,
    META_VERIFY_TOKEN: demoWorld.meta.apps[0].verifyToken,
    META_ACCESS_TOKEN: demoWorld.meta.wabas[0].accessTokens[0],
    WAHA_API_KEY: demoWorld.waha.apiKey,
    WAHA_HMAC_KEY: demoWorld.waha.globalWebhook.hmac.key,
    SECRETS_KEYS: DEMO_SECRETS_KEYS,
    VISION_API_KEY: 'none',
  },
});
