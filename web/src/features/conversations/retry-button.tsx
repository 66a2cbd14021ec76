import { retryMessage } from '@casillero/domain/api/conversations';
import { useAct } from '../../api/use-act.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { ActFailure } from '../../ui/act-failure.tsx';
import { Button } from '../../ui/button.tsx';

/** Sends a message of ours again that failed; it stays one message, with its id (R30). */
export function RetryButton({
  tenantId,
  senderId,
  messageId,
}: {
  tenantId: string;
  senderId: string;
  messageId: string;
}) {
  const { t } = useTexts();
  const retry = useAct(retryMessage);
  return (
    <>
      <Button
        isBusy={retry.isBusy}
        onClick={() => void retry.run({ params: { tenantId, senderId, messageId }, query: {}, body: undefined })}
      >
        {t(retry.isBusy ? 'conversations.retrying' : 'app.retry')}
      </Button>
      {retry.failure && <ActFailure failure={retry.failure} />}
    </>
  );
}
