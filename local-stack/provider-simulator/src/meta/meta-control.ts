import { invalidInput, notFound } from '../problem.ts';
import type { DeliveryFaults } from '../world/faults.ts';
import type { WebhookAttempt } from '../world/journal.ts';
import { userIdOf } from '../world/user-id.ts';
import type { MetaMessagingLimit, MetaNumberStatus, MetaQuality } from './account.ts';
import { postOnce } from './deliver-webhook.ts';
import type { TokenState } from './directory.ts';
import { managementEnvelope } from './envelope.ts';
import { type Handshake, shakeHands } from './handshake.ts';
import { callbackUrl } from './receive-from-people.ts';
import { encodeJson } from './sign-webhook.ts';
import type { MetaWires } from './wires.ts';

export interface NumberChange {
  quality?: MetaQuality;
  messagingLimit?: MetaMessagingLimit;
  status?: MetaNumberStatus;
  /** Verified name. */
  name?: string;
  nameStatus?: string;
}

/** What only Meta can be told to do. Ids of apps and accounts default to the first one. */
export interface MetaControl {
  /** The GET handshake, as at saving a callback URL. */
  handshake(order?: {
    appId?: string;
    url?: string;
    verifyToken?: string;
    challenge?: string;
    mode?: string;
  }): Promise<Handshake>;
  /** Any body at all, signed with an app's secret; a string goes out byte for byte. One attempt. */
  post(order: {
    appId?: string;
    url?: string;
    body: unknown;
    signature?: DeliveryFaults['signature'];
  }): Promise<WebhookAttempt>;
  /** A change of the account: business_capability_update, phone_number_quality_update, account_update, template fields ...
   *  It always goes to the apps' own URLs, as overrides do not cover these fields. One attempt per subscribed app. */
  tellChange(order: { wabaId?: string; field: string; value: unknown }): Promise<WebhookAttempt[]>;
  /** Changes a number, and tells of quality, limit and name as Meta does. */
  changeNumber(phoneNumberId: string, change: NumberChange): Promise<WebhookAttempt[]>;
  setToken(token: string, state: TokenState): void;
  /** The person's user id in the portfolio of this account. */
  userIdOf(phone: string, wabaId?: string): string;
}

export function createMetaControl(wires: MetaWires): MetaControl {
  const { directory } = wires;
  const appAt = (id: string | undefined) => {
    const app = id === undefined ? directory.apps[0] : directory.findApp(id);
    if (!app) throw notFound(`There is no app ${id ?? 'at all'}.`);
    return app;
  };
  const wabaAt = (id: string | undefined) => {
    const waba = id === undefined ? directory.wabas()[0] : directory.findWaba(id);
    if (!waba) throw notFound(`There is no WhatsApp business account ${id ?? 'at all'}.`);
    return waba;
  };
  const control: MetaControl = {
    async handshake({ appId, url, verifyToken, ...more } = {}) {
      const app = appAt(appId);
      const asked = callbackUrl(url ?? app.webhookUrl, null, wires);
      return shakeHands({ url: asked, verifyToken: verifyToken ?? app.verifyToken, ...more }, wires);
    },
    async post({ appId, url, body, signature }) {
      const app = appAt(appId);
      return postOnce(
        {
          app,
          url: callbackUrl(url ?? app.webhookUrl, null, wires),
          body: typeof body === 'string' ? body : encodeJson(body),
          kind: 'event',
          summary: 'raw',
          messageId: '',
          ...(signature !== undefined && { signature }),
        },
        1,
        wires,
      );
    },
    async tellChange({ wabaId, field, value }) {
      const waba = wabaAt(wabaId);
      const body = encodeJson(managementEnvelope(waba.id, field, value, wires.clock.now()));
      return Promise.all(
        directory.callbacksOf(waba, null).map(({ app }) => {
          const url = callbackUrl(app.webhookUrl, null, wires);
          return postOnce({ app, url, body, kind: 'event', summary: field, messageId: '' }, 1, wires);
        }),
      );
    },
    async changeNumber(phoneNumberId, change) {
      const number = directory.findNumber(phoneNumberId);
      if (!number) throw notFound(`There is no number with the phone_number_id ${phoneNumberId}.`);
      Object.assign(number, change);
      const display_phone_number = number.phone.slice(1);
      const changes: { field: string; value: unknown }[] = [];
      if (change.quality || change.messagingLimit) {
        const event = change.quality === 'RED' || change.quality === 'YELLOW' ? 'FLAGGED' : 'ONBOARDING';
        const current_limit = number.messagingLimit ?? 'TIER_2K';
        changes.push({
          field: 'phone_number_quality_update',
          value: { display_phone_number, event, current_limit, max_daily_conversations_per_business: current_limit },
        });
      }
      if (change.name || change.nameStatus) {
        const decision = number.nameStatus ?? 'APPROVED';
        changes.push({
          field: 'phone_number_name_update',
          value: { display_phone_number, decision, requested_verified_name: number.name, rejection_reason: null },
        });
      }
      if (change.status) {
        const event = { BANNED: 'DISABLED_UPDATE', RESTRICTED: 'ACCOUNT_RESTRICTION' }[String(change.status)];
        if (event) changes.push({ field: 'account_update', value: { phone_number: display_phone_number, event } });
      }
      const told: WebhookAttempt[][] = [];
      for (const one of changes) told.push(await control.tellChange({ wabaId: number.wabaId, ...one }));
      return told.flat();
    },
    setToken(token, state) {
      if (directory.tokenState(token) === null) throw invalidInput('No account has this access token.');
      directory.setTokenState(token, state);
    },
    userIdOf(phone, wabaId) {
      const person = wires.roster.find(phone);
      if (!person) throw notFound(`Nobody has the phone ${phone}.`);
      return userIdOf(person, wabaAt(wabaId).portfolioId);
    },
  };
  return control;
}
