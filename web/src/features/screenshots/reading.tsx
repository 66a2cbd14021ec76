import { type ReactNode, useState } from 'react';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { useAnnounce } from '../../ui/live-region.tsx';
import { OrderView } from './order-view.tsx';
import { type Screenshot, useScreenshotsPorts } from './ports.ts';
import styles from './reading.module.css';

/** Where a screenshot is on its way from WhatsApp to an order, and the order when it is there. */
export function Reading(props: {
  tenantId: string;
  screenshot: Screenshot;
  number: number;
  mayRetry: boolean;
  pdfLink: ReactNode;
  originalLink: ReactNode;
}) {
  const { t } = useTexts();
  const { screenshot } = props;
  const retry = props.mayRetry && (
    <RetryButton tenantId={props.tenantId} screenshotId={screenshot.id} number={props.number} />
  );
  // What its sender took back, or sent twice, is kept and shown, and is nobody's fault: said plainly.
  if (screenshot.removedAt) return <Plain title={t('shot.state.removed')}>{t('shot.removedText')}</Plain>;
  if (screenshot.failure?.code === 'duplicate')
    return (
      <Plain title={t('shot.state.duplicate')}>
        {t('shot.duplicateText')} {props.originalLink}
      </Plain>
    );
  switch (screenshot.state) {
    case 'fetching':
      return <Underway>{t('shot.state.fetching')}</Underway>;
    case 'failed':
      return (
        <Trouble title={t('shot.state.failed')} failure={screenshot.failure}>
          {retry}
        </Trouble>
      );
    case 'refused':
      return (
        <Trouble title={t('shot.state.refused')} failure={screenshot.failure}>
          <p>{t('shot.refusedHint')}</p>
        </Trouble>
      );
    case 'stored':
      break;
    default:
      return screenshot.state satisfies never;
  }
  switch (screenshot.extraction) {
    case 'waiting':
      return <Underway>{t('shot.state.reading')}</Underway>;
    case 'failed':
      return (
        <Trouble title={t('shot.state.readFailed')} failure={screenshot.extractionFailure}>
          {retry}
        </Trouble>
      );
    case 'skipped':
      return (
        <div className={styles.plain}>
          <p>{t('shot.state.skipped')}</p>
          {props.pdfLink}
        </div>
      );
    case 'read':
      return screenshot.order?.isOrder ? (
        <OrderView order={screenshot.order} />
      ) : (
        <Plain title={t('shot.state.noOrder')}>{t('shot.noOrderText')}</Plain>
      );
    default:
      return screenshot.extraction satisfies never;
  }
}

/** Nothing to read and nothing to do: a sentence that says why. */
const Plain = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className={styles.plain}>
    <h3>{title}</h3>
    <p>{children}</p>
  </div>
);

/** Something is being done; a line of light goes over the lines to come, calmly, and not at all where motion is unwanted. */
const Underway = ({ children }: { children: ReactNode }) => (
  <div className={styles.underway}>
    <p>{children}</p>
    <div className={styles.scan} aria-hidden="true">
      <span />
      <span />
      <span />
      <span />
    </div>
  </div>
);

/** The codes that have a text in the reader's language; of others the stored sentence is shown. */
const KNOWN_REASONS = [
  'gone',
  'too-large',
  'empty',
  'not-allowed',
  'unreachable',
  'not-usable',
  'unreadable-image',
  'engine-failed',
  'media-missing',
  'unexpected',
] as const;
const isKnownReason = (code: string): code is (typeof KNOWN_REASONS)[number] =>
  KNOWN_REASONS.some((known) => known === code);

function Trouble(props: { title: string; failure: Screenshot['failure']; children: ReactNode }) {
  const { t } = useTexts();
  return (
    <div className={styles.trouble}>
      <h3>{props.title}</h3>
      {props.failure && (
        <>
          <p>{isKnownReason(props.failure.code) ? t(`reason.${props.failure.code}`) : props.failure.message}</p>
          <p className={styles.code}>{t('app.code', { code: props.failure.code })}</p>
        </>
      )}
      {props.children}
    </div>
  );
}

/** Asks for another attempt; its progress is then seen in the card, which changes by itself. */
function RetryButton({ tenantId, screenshotId, number }: { tenantId: string; screenshotId: string; number: number }) {
  const { t } = useTexts();
  const announce = useAnnounce();
  const { retryScreenshot } = useScreenshotsPorts();
  const [isBusy, setBusy] = useState(false);
  const [failedCode, setFailedCode] = useState<string | null>(null);
  const retry = async () => {
    setBusy(true);
    setFailedCode(null);
    const outcome = await retryScreenshot(tenantId, screenshotId);
    setBusy(false);
    if (outcome.ok) announce(t('shot.retryAsked', { number }));
    else setFailedCode(outcome.failure.code);
  };
  return (
    <div>
      <Button isBusy={isBusy} onClick={() => void retry()}>
        {isBusy ? t('shot.retrying') : t('shot.retry')}
      </Button>
      {failedCode && (
        <p role="alert" className={styles.code}>
          {t('shot.retryFailed')} {t('app.code', { code: failedCode })}
        </p>
      )}
    </div>
  );
}
