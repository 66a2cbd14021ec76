import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type BoughtNumber = {
  sid: string;
  phone_number: string;
  friendly_name: string;
  sms_url: string;
  sms_fallback_url: string;
};
export type MadeSender = {
  sid: string;
  sender_id: string;
  status: string;
  offline_reasons: { code: string; message: string }[] | null;
  webhook: Record<string, string>;
  profile: { name: string };
  configuration: Record<string, string>;
  /** states to show one after the other, one per look */
  coming: string[];
};

/**
 * The part of Twilio that sells numbers and makes senders, as its reference describes it: a number is sold once, a
 * sender is made once. `payments` counts what an invoice would.
 * @see https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource
 * @see https://www.twilio.com/docs/whatsapp/api/senders
 */
export class TwilioNumbersServer {
  readonly numbers = new Map<string, BoughtNumber>();
  readonly senders = new Map<string, MadeSender>();
  readonly asked: string[] = [];
  payments = 0;
  /** states that a new sender goes through */
  senderStates = ['CREATING', 'PENDING_VERIFICATION', 'VERIFYING', 'ONLINE'];
  /** what to answer instead, once, to the next call whose method and path match; `after`: it is done all the same */
  faults: { match: RegExp; status: number | 'hang-up'; code?: number; message?: string; after?: boolean }[] = [];
  url = '';
  #server: Server | null = null;
  #made = 0;

  async start(): Promise<this> {
    const server = createServer(async (request, response) => {
      const url = new URL(request.url ?? '', 'http://x');
      const name = `${request.method} ${url.pathname}`;
      this.asked.push(name);
      const body = await bodyOf(request);
      const at = this.faults.findIndex(({ match }) => match.test(name));
      const [fault] = at < 0 ? [] : this.faults.splice(at, 1);
      const done = fault === undefined || fault.after ? this.#answer(request.method ?? '', url, body) : null;
      if (fault?.status === 'hang-up') return request.socket.destroy();
      const { status, json } =
        fault === undefined
          ? (done ?? { status: 500, json: {} })
          : {
              status: Number(fault.status),
              json: { code: fault.code, message: fault.message ?? 'fault', status: fault.status },
            };
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(status === 204 ? undefined : JSON.stringify(json));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.#server = server;
    return this;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  /** A number that was bought by hand. */
  own(phone: string, friendlyName = 'by hand'): BoughtNumber {
    const sid = `PN${String(++this.#made).padStart(32, '0')}`;
    const number = { sid, phone_number: phone, friendly_name: friendlyName, sms_url: '', sms_fallback_url: '' };
    this.numbers.set(sid, number);
    return number;
  }

  #answer(method: string, url: URL, body: Record<string, unknown>): { status: number; json: unknown } {
    const path = url.pathname;
    const refused = (status: number, code: number, message: string) => ({ status, json: { code, message, status } });
    const sid = /\/(PN\w+|XE\w+)(?:\.json)?$/.exec(path)?.[1] ?? '';
    if (path.endsWith('/IncomingPhoneNumbers.json') && method === 'GET') {
      const phone = url.searchParams.get('PhoneNumber');
      const found = [...this.numbers.values()].filter((each) => phone === null || each.phone_number === phone);
      return { status: 200, json: { incoming_phone_numbers: found, next_page_uri: null } };
    }
    if (path.endsWith('/IncomingPhoneNumbers.json') && method === 'POST') {
      const phone = String(body.PhoneNumber);
      if ([...this.numbers.values()].some((each) => each.phone_number === phone))
        return refused(400, 21422, 'PhoneNumber is not available');
      this.payments += 1;
      const number = this.own(phone, String(body.FriendlyName));
      Object.assign(number, { sms_url: body.SmsUrl, sms_fallback_url: body.SmsFallbackUrl });
      return { status: 201, json: number };
    }
    if (path.includes('/IncomingPhoneNumbers/')) {
      const number = this.numbers.get(sid);
      if (number === undefined) return refused(404, 20404, 'The requested resource was not found');
      if (method === 'DELETE') this.numbers.delete(sid);
      else Object.assign(number, { sms_url: body.SmsUrl, sms_fallback_url: body.SmsFallbackUrl });
      return { status: method === 'DELETE' ? 204 : 200, json: number };
    }
    if (path === '/v2/Channels/Senders' && method === 'GET')
      return { status: 200, json: { senders: [...this.senders.values()], meta: { next_page_url: null } } };
    if (path === '/v2/Channels/Senders' && method === 'POST') {
      if ([...this.senders.values()].some((each) => each.sender_id === body.sender_id))
        return refused(409, 63101, 'The sender exists already');
      const [status = 'CREATING', ...coming] = this.senderStates;
      const made = {
        ...(body as Pick<MadeSender, 'sender_id' | 'webhook' | 'profile' | 'configuration'>),
        sid: `XE${String(++this.#made).padStart(32, '0')}`,
        status,
        offline_reasons: null,
        coming,
      };
      this.senders.set(made.sid, made);
      return { status: 202, json: made };
    }
    if (path.startsWith('/v2/Channels/Senders/')) {
      const sender = this.senders.get(sid);
      if (sender === undefined) return refused(404, 20404, 'The requested resource was not found');
      if (method === 'DELETE') {
        this.senders.delete(sid);
        return { status: 204, json: null };
      }
      if (method === 'POST') {
        if (typeof body.webhook === 'object') sender.webhook = body.webhook as Record<string, string>;
        Object.assign(sender.configuration, body.configuration ?? {});
        return { status: 202, json: sender };
      }
      sender.status = sender.coming.shift() ?? sender.status;
      return { status: 200, json: sender };
    }
    return this.#shop(path, url) ?? refused(404, 20404, 'The requested resource was not found');
  }

  #shop(path: string, url: URL): { status: number; json: unknown } | null {
    if (path.endsWith('/AvailablePhoneNumbers/US.json'))
      return {
        status: 200,
        json: { country_code: 'US', subresource_uris: { local: '/x', toll_free: '/y', holographic: '/z' } },
      };
    if (path.endsWith('/AvailablePhoneNumbers/US/Local.json')) {
      const number = (last: string) => ({
        friendly_name: `(555) 015-${last}`,
        phone_number: `+1555015${last}`,
        locality: 'Miami',
        region: 'FL',
        iso_country: 'US',
        address_requirements: 'none',
        capabilities: { voice: true, SMS: true, MMS: false, fax: false },
      });
      const contains = url.searchParams.get('Contains')?.replaceAll('*', '') ?? '';
      const numbers = ['0101', '0102', '0103'].map(number).filter((each) => each.phone_number.includes(contains));
      return { status: 200, json: { available_phone_numbers: numbers } };
    }
    if (path === '/v1/PhoneNumbers/Countries/US')
      return {
        status: 200,
        json: {
          price_unit: 'usd',
          phone_number_prices: [{ number_type: 'local', base_price: '1.15', current_price: '1.15' }],
        },
      };
    return null;
  }
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  if (text === '') return {};
  return request.headers['content-type']?.startsWith('application/json')
    ? (JSON.parse(text) as Record<string, unknown>)
    : Object.fromEntries(new URLSearchParams(text));
}
