import { useTexts } from '../texts/use-texts.ts';
import { ButtonLink } from '../ui/button.tsx';
import { PigeonholeWall } from '../ui/logo.tsx';
import { Page } from '../ui/page.tsx';
import styles from './not-found.module.css';
import { paths } from './paths.ts';

/** An address that leads nowhere, or nowhere for this reader: the same page, so that nothing is given away (R92). */
export function Component() {
  const { t } = useTexts();
  return (
    <div className={styles.page}>
      <div className={styles.wall}>
        <PigeonholeWall />
      </div>
      <Page title={t('notFound.title')}>
        <p>{t('notFound.text')}</p>
        <ButtonLink to={paths.home.href()} look="primary">
          {t('crash.toBatches')}
        </ButtonLink>
      </Page>
    </div>
  );
}
