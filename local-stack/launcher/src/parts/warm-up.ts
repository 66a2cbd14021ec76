/** How long the first answer of a function may take: its process starts then. */
const FIRST_ANSWER_TIMEOUT_MS = 60_000;

/**
 * Asks the API and the webhook once, so that their processes are up before a person waits for them. Throws if the API
 * does not say that it is well; then the functions could not be loaded.
 */
export async function warmUp(hostingUrl: string): Promise<void> {
  const signal = AbortSignal.timeout(FIRST_ANSWER_TIMEOUT_MS);
  const [health] = await Promise.all([
    fetch(`${hostingUrl}/api/v1/health`, { signal }),
    fetch(`${hostingUrl}/webhooks/twilio`, { signal }).catch(() => undefined), // any answer will do
  ]);
  if (!health.ok)
    throw new Error(
      `The API does not answer as it should: HTTP ${health.status}, ${(await health.text()).slice(0, 300)}`,
    );
}
