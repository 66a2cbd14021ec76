import type RequestClientType from 'twilio/lib/base/RequestClient.js';

/**
 * The twilio package always calls https://<product>.twilio.com. Where another origin stands in for it (the local
 * stack), requests are rewritten to that origin, with the host they were meant for in a header.
 * @param base origin to call instead, for example http://127.0.0.1:5003
 */
export function redirectRequests(RequestClient: typeof RequestClientType, base: string): RequestClientType {
  const client = new RequestClient();
  const request = client.request.bind(client);
  client.request = (options) => {
    const meant = new URL(options.uri);
    const actual = new URL(`${meant.pathname}${meant.search}`, base);
    return request({
      ...options,
      uri: actual.toString(),
      headers: { ...options.headers, 'X-Simulated-Host': meant.host },
    });
  };
  return client;
}
