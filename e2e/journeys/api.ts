import { inject } from 'vitest';
import { PASSWORD } from './browser.ts';

const send = (url: string, method: string, token: string | null, body?: unknown) =>
  fetch(url, {
    method,
    headers: { 'Content-Type': 'application/json', ...(token === null ? {} : { Authorization: `Bearer ${token}` }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

/** A token of one of the demo's people. */
export async function tokenOf(email: string): Promise<string> {
  const path = '/identitytoolkit.googleapis.com/v1/accounts:signInWithPassword?key=none';
  const given = { email, password: PASSWORD, returnSecureToken: true };
  const answer = (await (await send(`${inject('stack').auth}${path}`, 'POST', null, given)).json()) as {
    idToken: string;
  };
  return answer.idToken;
}

/** Calls the API past every page. @param path below /api/v1 */
export const callApi = (path: string, method: string, token: string, body?: unknown): Promise<Response> =>
  send(`${inject('stack').dashboard}/api/v1${path}`, method, token, body);

/** A document as Firestore's REST API has it, past all rules; `body` replaces it. */
export const documentDirectly = (
  path: string,
  method: 'GET' | 'PATCH' | 'DELETE',
  body?: unknown,
): Promise<Response> => {
  const { firestore, projectId } = inject('stack');
  const documents = `http://${firestore.host}:${firestore.port}/v1/projects/${projectId}/databases/(default)/documents`;
  return send(`${documents}/${path}`, method, 'owner', body);
};
