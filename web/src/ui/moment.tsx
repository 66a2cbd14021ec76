import { useEffect, useState } from 'react';
import { formatMoment, formatRelative } from '../formats/time.ts';
import { useTexts } from '../texts/use-texts.ts';

/** How often "3 minutes ago" is looked at again, in milliseconds. */
const RENEW_EVERY_MS = 30_000;

/** How long ago something was; the exact time is its tooltip. Renews itself. */
export function Moment({ at }: { at: Date }) {
  const { region } = useTexts();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), RENEW_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={at.toISOString()} title={formatMoment(region, at)}>
      {formatRelative(region, at, now)}
    </time>
  );
}
