import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../../texts/use-texts.ts';
import { Notice } from '../../ui/notice.tsx';
import { openBarcodeReader } from './barcode-reader.ts';
import styles from './scan-form.module.css';

/** How often the picture is looked at, in milliseconds: reading one takes a phone some 50 ms. */
const LOOK_EVERY_MS = 200;

/** The label stays before the camera for a while: the same code is taken again only after this. */
const SAME_AGAIN_MS = 4_000;

/** Reads barcodes with the camera, by the browser's own reader, or by a library where it has none. */
export default function CameraScanner({ onScan }: { onScan: (scan: string) => void }) {
  const { t } = useTexts();
  const video = useRef<HTMLVideoElement>(null);
  const latest = useRef(onScan);
  latest.current = onScan;
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    let isOver = false;
    let stream: MediaStream | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last = { code: '', at: 0 };
    const run = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false });
      const detector = await openBarcodeReader();
      const element = video.current;
      if (isOver || !element) return stop();
      element.srcObject = stream;
      await element.play();
      const look = async () => {
        const [found] = await detector.detect(element).catch(() => []);
        const now = performance.now();
        if (found && !isOver && (found.rawValue !== last.code || now - last.at > SAME_AGAIN_MS)) {
          last = { code: found.rawValue, at: now };
          latest.current(found.rawValue);
        }
        if (!isOver) timer = setTimeout(() => void look(), LOOK_EVERY_MS);
      };
      await look();
    };
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    run().catch(() => {
      stop();
      if (!isOver) setFailed(true);
    });
    return () => {
      isOver = true;
      clearTimeout(timer);
      stop();
    };
  }, []);
  if (hasFailed) return <Notice tone="attention">{t('warehouse.cameraFailed')}</Notice>;
  return <video ref={video} className={styles.video} aria-label={t('warehouse.cameraView')} muted playsInline />;
}
