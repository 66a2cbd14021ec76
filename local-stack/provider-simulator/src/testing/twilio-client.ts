import twilio from 'twilio';
import type { TwilioAccount } from '../twilio/account.ts';

const { RequestClient } = twilio;

/** Sends the SDK's requests to the simulator: same path, another origin, the meant host in a header. */
class SimulatorHttpClient extends RequestClient {
  readonly #simulatorUrl: string;

  constructor(simulatorUrl: string) {
    super();
    this.#simulatorUrl = simulatorUrl;
  }

  override request<TData>(options: Parameters<InstanceType<typeof RequestClient>['request']>[0] & { data?: TData }) {
    const meant = new URL(options.uri);
    const uri = this.#simulatorUrl + meant.pathname + meant.search;
    return super.request({ ...options, uri, headers: { ...options.headers, 'X-Simulated-Host': meant.host } });
  }
}

/** The real SDK, unmodified but for where its requests go. @param apiKey signs in with an API key instead */
export function twilioClient(simulatorUrl: string, account: TwilioAccount, apiKey?: { sid: string; secret: string }) {
  const httpClient = new SimulatorHttpClient(simulatorUrl);
  if (!apiKey) return twilio(account.sid, account.authToken, { httpClient });
  return twilio(apiKey.sid, apiKey.secret, { accountSid: account.sid, httpClient });
}
