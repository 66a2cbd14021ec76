import { useTexts } from '../../texts/use-texts.ts';
import { QrCode } from '../../ui/qr-code.tsx';
import type { Link } from './ports.ts';
import styles from './print-sheet.module.css';

/** Cards to be cut out and handed over: six on a sheet of paper. Links without an address are left out. */
export function PrintSheet({ links, tenantName }: { links: readonly Link[]; tenantName: string }) {
  const { t } = useTexts();
  return (
    <ul className={styles.sheet}>
      {links.flatMap((link) => {
        const first = link.urls[0];
        if (!first) return [];
        return [
          <li key={link.id} className={styles.card}>
            <p className={styles.name}>{tenantName}</p>
            <QrCode text={first.url} name={t('links.qr.name', { label: link.label, number: first.numberDisplay })} />
            <p className={styles.call}>{t('links.card')}</p>
            <p>
              {first.numberDisplay} · <code>{link.text}</code>
            </p>
            <p className={styles.label}>{link.label}</p>
          </li>,
        ];
      })}
    </ul>
  );
}
