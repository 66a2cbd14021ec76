import { useMemo } from 'react';
import styles from './qr-code.module.css';
import { qrPath } from './qr-drawing.ts';

/** A QR code, dark on light in both themes; `name` says what it leads to. */
export function QrCode({ text, name }: { text: string; name: string }) {
  const { size, path } = useMemo(() => qrPath(text), [text]);
  return (
    <svg
      role="img"
      aria-label={name}
      viewBox={`0 0 ${size} ${size}`}
      className={styles.code}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
