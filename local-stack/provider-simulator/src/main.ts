import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { demoWorld } from './demo-world.ts';
import { messageOf, Problem } from './problem.ts';
import { type SimulatorOptions, startSimulator } from './simulator.ts';

const DEFAULT_TARGET = 'http://127.0.0.1:5000/webhooks/twilio';
const DEFAULT_PORT = 5100;
/** The repository's sample screenshots, when there are any. */
const DEFAULT_FIXTURES = fileURLToPath(new URL('../../../e2e/fixtures/orders', import.meta.url));

const USAGE = `npm run simulator -- [flags]

  --port P              where to listen (default ${DEFAULT_PORT}; 0 lets the system choose)
  --target URL          Twilio's webhook, or the base of all: Meta and WAHA are told at /webhooks/meta and
                        /webhooks/waha of the same origin (default ${DEFAULT_TARGET})
  --cdn-port P          where media are after the redirect (default: a free port)
  --public-target URL   the webhook as the outside world knows it: the URL that is signed
  --media-base URL      what media URLs begin with (default: the simulator itself)
  --fixtures DIR        pictures that the phone page offers to send
  --help`;

function portFlag(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const port = Number(value);
  if (/^\d+$/.test(value) && port <= 65_535) return port;
  throw new Problem('bad-flag', 400, `${name} must be a number from 0 to 65535, not "${value}".`);
}

function readFlags(argv: string[]): SimulatorOptions | null {
  const { values } = parseArgs({
    args: argv,
    options: {
      port: { type: 'string' },
      'cdn-port': { type: 'string' },
      target: { type: 'string' },
      'public-target': { type: 'string' },
      'media-base': { type: 'string' },
      fixtures: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return null;
  const port = portFlag('--port', values.port) ?? DEFAULT_PORT;
  const cdnPort = portFlag('--cdn-port', values['cdn-port']);
  if (values.fixtures !== undefined && !existsSync(values.fixtures)) {
    throw new Problem('bad-flag', 400, `--fixtures: there is no folder "${values.fixtures}".`);
  }
  return {
    ...demoWorld,
    port,
    target: values.target ?? DEFAULT_TARGET,
    fixturesDir: values.fixtures ?? DEFAULT_FIXTURES,
    ...(cdnPort !== undefined && { cdnPort }),
    ...(values['public-target'] !== undefined && { publicWebhookBaseUrl: values['public-target'] }),
    ...(values['media-base'] !== undefined && { mediaBaseUrl: values['media-base'].replace(/\/$/, '') }),
  };
}

async function main(): Promise<void> {
  const options = readFlags(process.argv.slice(2));
  if (!options) return console.log(USAGE);
  const simulator = await startSimulator(options);
  const stop = () => {
    // A second signal ends the process at once.
    process.once('SIGINT', () => process.exit(130));
    void simulator.stop().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  console.log(`Webhooks go to ${options.target}`);
  console.log(`Simulator listening on ${simulator.url}`);
}

main().catch((error: unknown) => {
  const isUsersMistake =
    error instanceof Problem ||
    (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
  console.error(isUsersMistake ? `${messageOf(error)}\nSee npm run simulator -- --help` : error);
  process.exitCode = 1;
});
