import twilio from 'twilio';
import type { TwilioAccount } from '../twilio/account.ts';

const { RequestClient } = twilio;

/** Sends the SDK's requests to the simulator: same path, another origin, the meant host in a header. */
class SimulatorHttpClient extends RequestClient {
  readonly #simulatorUrl: string;

  constructor(simulatorUrl: string, timeoutMs: number | undefined) {
    super(timeoutMs === undefined ? {} : { timeout: timeoutMs });
    this.#simulatorUrl = simulatorUrl;
  }

  override request<TData>(options: Parameters<InstanceType<typeof RequestClient>['request']>[0] & { data?: TData }) {
    const meant = new URL(options.uri);
    const uri = this.#simulatorUrl + meant.pathname + meant.search;
    return super.request({ ...options, uri, headers: { ...options.headers, 'X-Simulated-Host': meant.host } });
  }
}

/** The real SDK, unmodified but for where its requests go. @param apiKey signs in with an API key instead
 *  @param timeoutMs gives up waiting sooner than after 30 s */
export function twilioClient(
  simulatorUrl: string,
  account: TwilioAccount,
  apiKey?: { sid: string; secret: string },
  timeoutMs?: number,
) {
  const httpClient = new SimulatorHttpClient(simulatorUrl, timeoutMs);
  if (!apiKey) return twilio(account.sid, account.authToken, { httpClient });
  return twilio(apiKey.sid, apiKey.secret, { accountSid: account.sid, httpClient });
}
