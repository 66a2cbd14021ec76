import { useId } from 'react';
import styles from './gauge.module.css';

/** How much of something is used, as a bar with its words. From 80 % on it warns, from 100 % on it is urgent (R72). */
export function Gauge({ label, value, max, text }: { label: string; value: number; max: number; text: string }) {
  const id = useId();
  const share = max > 0 ? Math.min(1, value / max) : 0;
  const tone = share >= 1 ? 'full' : share >= 0.8 ? 'warning' : 'easy';
  return (
    <div className={styles.gauge}>
      <p className={styles.words}>
        <span id={id}>{label}</span>
        <span>{text}</span>
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: no two browsers let the bar of <meter> be drawn alike */}
      <div
        role="meter"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={Math.min(value, max)}
        aria-valuetext={text}
        className={styles.track}
        data-tone={tone}
      >
        <span className={styles.fill} style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}
