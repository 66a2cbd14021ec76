import { useEffect } from 'react';
import { useRouteError } from 'react-router-dom';
import { paths } from '../routes/paths.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import styles from './error-page.module.css';

/** A file of the build that is not there any more: a newer version was published meanwhile. Words of the browsers. */
const isMissingFile = (error: unknown): boolean =>
  error instanceof Error &&
  /dynamically imported module|Importing a module script failed|error loading/i.test(error.message);

/** What is drawn where a page breaks: whose fault it is, and two ways out. */
export function ErrorPage() {
  const { t } = useTexts();
  const error = useRouteError();
  useEffect(() => {
    console.error(error);
  }, [error]);
  return (
    <Page title={t('crash.title')}>
      <div className={styles.page}>
        <p>{isMissingFile(error) ? t('outdated.text') : t('crash.text')}</p>
        <div className={styles.ways}>
          <Button look="primary" onClick={() => location.reload()}>
            {t('app.reload')}
          </Button>
          <ButtonLink to={paths.home.href()}>{t('crash.toBatches')}</ButtonLink>
        </div>
      </div>
    </Page>
  );
}
