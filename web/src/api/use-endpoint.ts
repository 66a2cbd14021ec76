import type { AnswerOf, CallOf, Endpoint } from '@casillero/domain/api/endpoint';
import { type Live, type LiveSource, makeLiveSource } from '../live/live.ts';
import { useKept, useLiveQuery } from '../live/use-live.ts';
import { useCallEndpoint } from './api-context.ts';

/**
 * What an endpoint answers, asked when the page needs it. `reload` asks again; the last answer is shown meanwhile.
 *
 * @param version asks again when it changes, for example because a live record did
 */
export function useEndpoint<Each extends Endpoint>(
  endpoint: Each,
  call: CallOf<Each>,
  version = '',
): { live: Live<AnswerOf<Each>>; isRefreshing: boolean; reload: () => void } {
  const callEndpoint = useCallEndpoint();
  const family = `${endpoint.id}:${JSON.stringify(call)}`;
  const open = (): LiveSource<AnswerOf<Each>> =>
    makeLiveSource((feed) => {
      let isWanted = true;
      callEndpoint(endpoint, call).then((outcome) => {
        if (!isWanted) return;
        if (outcome.ok) feed.ready(outcome.value);
        else feed.failed(outcome.failure);
      });
      return () => {
        isWanted = false;
      };
    });
  const { live, retry } = useLiveQuery(open, `${family}:${version}`);
  return { ...useKept(live, family), reload: retry };
}
