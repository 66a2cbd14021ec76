import { useState } from 'react';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { qrPng, qrSvg } from '../../ui/qr-drawing.ts';
import { saveFile } from '../../ui/save-file.ts';
import { SelectField } from '../../ui/select.tsx';
import { fileNameOf } from './link-address.ts';
import type { Link } from './ports.ts';
import styles from './qr-dialog.module.css';

/** A link's QR code, to be shown, saved as PNG or SVG, or copied as an address; for each number that it works on. */
export function QrDialog({ link, onClose }: { link: Link; onClose: () => void }) {
  const { t } = useTexts();
  const [number, setNumber] = useState(link.urls[0]?.number ?? '');
  const [hasFailed, setFailed] = useState(false);
  const chosen = link.urls.find((each) => each.number === number) ?? link.urls[0];
  if (!chosen)
    return (
      <Dialog title={link.label} onClose={onClose}>
        <p>{t('links.noNumber')}</p>
      </Dialog>
    );
  const { url, numberDisplay } = chosen;
  const savePng = () =>
    qrPng(url).then(
      (file) => saveFile(file, `${fileNameOf(link)}.png`),
      () => setFailed(true),
    );
  return (
    <Dialog
      title={t('links.qr.title', { label: link.label })}
      onClose={onClose}
      buttons={
        <>
          <Button onClick={() => void savePng()}>{t('links.qr.png')}</Button>
          <Button
            onClick={() => saveFile(new Blob([qrSvg(url)], { type: 'image/svg+xml' }), `${fileNameOf(link)}.svg`)}
          >
            {t('links.qr.svg')}
          </Button>
        </>
      }
    >
      {link.urls.length > 1 && (
        <SelectField
          label={t('links.number')}
          value={chosen.number}
          options={link.urls.map((each) => ({ value: each.number, label: each.numberDisplay }))}
          onChange={setNumber}
        />
      )}
      <div className={styles.code}>
        <QrCode text={url} name={t('links.qr.name', { label: link.label, number: numberDisplay })} />
      </div>
      <p className={styles.address}>
        <a href={url} target="_blank" rel="noreferrer">
          {url}
        </a>
        <CopyButton text={url} what={t('links.address')} />
      </p>
      {!link.isActive && <Notice tone="waiting">{t('links.qr.off')}</Notice>}
      {hasFailed && <Notice tone="attention">{t('links.qr.failed')}</Notice>}
    </Dialog>
  );
}
