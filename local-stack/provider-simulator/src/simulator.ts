import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { type Control, createControl } from './control/control.ts';
import { controlRoutes } from './control/routes.ts';
import { createSamples } from './control/samples.ts';
import type { MetaOptions } from './meta/account.ts';
import { createMeta } from './meta/meta.ts';
import { createOpenAi } from './openai/openai.ts';
import type { OpenAiOptions } from './openai/options.ts';
import { pageRoutes } from './page/page-routes.ts';
import { Problem } from './problem.ts';
import type { TwilioAccount, TwilioContent, TwilioNumber } from './twilio/account.ts';
import type { TwilioOffer } from './twilio/offer.ts';
import { createTwilio } from './twilio/twilio.ts';
import { createWebhookAddresses } from './twilio/webhook-addresses.ts';
import type { WahaOptions } from './waha/account.ts';
import { createWaha } from './waha/waha.ts';
import { createWebhookTargets } from './wire/webhook-targets.ts';
import { type Clock, createClock } from './world/clock.ts';
import { createEventFeed } from './world/event-feed.ts';
import { createJournal } from './world/journal.ts';
import { createRoster, type Person } from './world/roster.ts';
import { createStandingFaults } from './world/standing-faults.ts';
import { createTimeline } from './world/timeline.ts';
import { createTyping } from './world/typing.ts';

export interface SimulatorOptions {
  /** Default 127.0.0.1. */
  host?: string;
  /** 0 lets the system choose. */
  port: number;
  /** The CDN behind the media redirect is an origin of its own; default: a free port. */
  cdnPort?: number;
  /** The webhook's URL, e.g. http://127.0.0.1:5000/webhooks/twilio, or the base that `/webhooks/twilio` is appended to.
   *  May end in connection overrides: #rc=3&rp=all */
  target: string;
  /** The same as the outside world knows it: this URL is signed, while `target` is posted to. */
  publicWebhookBaseUrl?: string;
  /** What media URLs in webhooks begin with, e.g. https://api.twilio.com; default: the simulator's own URL. */
  mediaBaseUrl?: string;
  accounts: readonly TwilioAccount[];
  numbers: readonly TwilioNumber[];
  /** Numbers that Twilio sells. */
  inventory?: readonly TwilioOffer[];
  /** Without it there is no Graph API. */
  meta?: MetaOptions;
  /** Without it there is no WAHA server. */
  waha?: WahaOptions;
  /** The endpoint for chat and vision is always there. */
  openai?: OpenAiOptions;
  people: readonly Person[];
  /** Approved templates. */
  contents?: readonly TwilioContent[];
  /** Files that the phone page offers to send. */
  fixturesDir?: string;
  /** Default: a clock that runs with the machine's. */
  clock?: Clock;
}

export interface Simulator {
  /** Of the phone page, the control door (below /control) and the public door (below /2010-04-01). */
  url: string;
  port: number;
  cdnUrl: string;
  /** Base URL of the Graph API, without a version. */
  graphUrl: string;
  /** Base URL of the WAHA server. */
  wahaUrl: string;
  /** Base URL of the endpoint for chat and vision. */
  openaiUrl: string;
  control: Control;
  /** Ends every connection and delivery. */
  stop(): Promise<void>;
}

/** Starts the providers' side of the world. Throws Problem 'port-taken', 'port-forbidden' or 'invalid-input'. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { host = '127.0.0.1', clock = createClock() } = options;
  const events = createEventFeed();
  const journal = createJournal(events);
  const timeline = createTimeline(events);
  const roster = createRoster(options.people, events);
  const faults = createStandingFaults(events);
  const stopping = new AbortController();
  const origins = { mediaBaseUrl: '', cdnUrl: '', wahaBaseUrl: '' };
  const typing = createTyping(clock, events);
  const targets = createWebhookTargets(options.target, options.publicWebhookBaseUrl);
  const world = { clock, journal, timeline, roster, faults, typing, targets, origins, stopping: stopping.signal };
  const addresses = createWebhookAddresses(options.target, options.publicWebhookBaseUrl);
  const twilio = createTwilio(options, { ...world, addresses });
  const meta = options.meta ? createMeta(options.meta, world) : null;
  const waha = options.waha ? createWaha(options.waha, world, events) : null;
  const openai = createOpenAi(options.openai ?? {}, world);
  const samples = createSamples(options.fixturesDir);
  const control = createControl({
    ...world,
    events,
    samples,
    carriers: [twilio, meta, waha].filter((carrier) => carrier !== null),
    twilio,
    meta: meta?.control ?? null,
    waha: waha?.control ?? null,
    openai: openai.control,
  });

  const app = express().disable('x-powered-by');
  app.use('/control', controlRoutes(control));
  if (meta) app.use('/graph', meta.graph);
  if (waha) app.use('/waha', waha.api);
  app.use('/openai/v1', openai.router);
  app.use(twilio.router);
  app.use(pageRoutes());
  const cdnApp = express().disable('x-powered-by');
  if (meta) cdnApp.use(meta.mediaOrigin);
  cdnApp.use(twilio.cdn);

  const server = await listen(createServer(app), host, options.port);
  const cdn = await listen(createServer(cdnApp), host, options.cdnPort ?? 0).catch(async (error: unknown) => {
    await close(server);
    throw error;
  });
  const url = urlOf(server, host);
  origins.cdnUrl = urlOf(cdn, host);
  origins.mediaBaseUrl = options.mediaBaseUrl ?? url;
  origins.wahaBaseUrl = options.waha?.baseUrl ?? `${url}/waha`;
  return {
    url,
    port: portOf(server),
    cdnUrl: origins.cdnUrl,
    graphUrl: `${url}/graph`,
    wahaUrl: `${url}/waha`,
    openaiUrl: `${url}/openai/v1`,
    control,
    async stop() {
      stopping.abort();
      await Promise.all([close(server), close(cdn)]);
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        reject(
          new Problem('port-taken', 409, `Port ${port} is taken. Stop what uses it, or choose another with --port.`),
        );
      } else if (error.code === 'EACCES') {
        reject(new Problem('port-forbidden', 403, `Port ${port} needs special rights. Choose one above 1023.`));
      } else reject(error);
    });
    server.listen(port, host, () => resolve(server));
  });
}

/** A listening server always has an address of this form: pipes are not used. */
const portOf = (server: Server) => (server.address() as AddressInfo).port;
const urlOf = (server: Server, host: string) => `http://${host.includes(':') ? `[${host}]` : host}:${portOf(server)}`;

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
