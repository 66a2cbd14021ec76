import styles from './logo.module.css';

/** The mark: four pigeonholes, a letter in one of them. */
export function LogoMark({ size = 32 }: { size?: number }) {
  return (
    <svg className={styles.mark} aria-hidden="true" width={size} height={size} viewBox="0 0 64 64">
      <rect className={styles.case} width="64" height="64" rx="14" />
      <g className={styles.shelves}>
        <rect x="12" y="12" width="40" height="40" rx="3" />
        <path d="M12 32h40M32 12v40" />
      </g>
      <path className={styles.letter} d="M35 35h14v14H35z" />
    </svg>
  );
}

/** A wall of pigeonholes with some mail in it: the picture of empty pages and of the sign-in page. */
export function PigeonholeWall({ filled = [] }: { filled?: readonly number[] }) {
  const holes = Array.from({ length: 12 }, (_, index) => ({
    index,
    x: 6 + (index % 4) * 49,
    y: 6 + Math.floor(index / 4) * 40,
  }));
  return (
    <svg className={styles.wall} aria-hidden="true" viewBox="0 0 202 126">
      <rect className={styles.board} width="202" height="126" rx="6" />
      {holes.map(({ index, x, y }) => (
        <g key={index} transform={`translate(${x} ${y})`}>
          <rect className={styles.hole} width="43" height="34" rx="2" />
          {filled.includes(index) && (
            <g className={index % 3 === 0 ? styles.sheetWarm : styles.sheet}>
              <rect x={6 + (index % 3) * 3} y={8 + (index % 2) * 4} width="22" height={26 - (index % 2) * 4} />
              <path
                d={`M${10 + (index % 3) * 3} ${15 + (index % 2) * 4}h14M${10 + (index % 3) * 3} ${20 + (index % 2) * 4}h9`}
              />
            </g>
          )}
        </g>
      ))}
    </svg>
  );
}
