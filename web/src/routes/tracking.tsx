import { getTrackingPage } from '@casillero/domain/api/tracking-page';
import { useEffect } from 'react';
import { useParams } from 'react-router-dom';
import { useEndpoint } from '../api/use-endpoint.ts';
import { TrackingView } from '../features/tracking/tracking-view.tsx';
import { useLanguageChoice } from '../texts/language-provider.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Bone, Skeleton } from '../ui/states.tsx';

/** A package's public tracking page (R18): for anybody who has the link, without a sign-in. */
export function Component() {
  const { t } = useTexts();
  const { suggest } = useLanguageChoice();
  const { token = '' } = useParams();
  const { live, reload } = useEndpoint(getTrackingPage, { params: { token }, query: {}, body: undefined });
  const locale = live.status === 'ready' ? live.value.locale : null;
  useEffect(() => {
    if (locale) suggest(locale);
  }, [locale, suggest]);
  return (
    <Page title={t('track.title')}>
      {live.status === 'waiting' && (
        <Skeleton>
          <Bone width="20rem" height="18rem" />
        </Skeleton>
      )}
      {live.status === 'failed' &&
        (live.failure.code === 'not-found' ? (
          <Notice tone="attention">
            <p>{t('track.notFound.title')}</p>
            <p>{t('track.notFound.text')}</p>
          </Notice>
        ) : (
          <Notice tone="attention">
            <p>{t('track.failed')}</p>
            <Button onClick={reload}>{t('app.retry')}</Button>
          </Notice>
        ))}
      {live.status === 'ready' && <TrackingView page={live.value} />}
    </Page>
  );
}
