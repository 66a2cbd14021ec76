import { useEffect, useState } from 'react';
import { useTexts } from '../texts/use-texts.ts';
import { IconButton } from './button.tsx';
import { CheckIcon, CopyIcon } from './icons.tsx';
import { useAnnounce } from './live-region.tsx';

/** How long the tick stays, in milliseconds. */
const SHOWN_FOR_MS = 2_000;

/** Copies a text; `what` names it ("Order number"). The outcome is said and shown. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const { t } = useTexts();
  const announce = useAnnounce();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      announce(t('app.copied', { what }));
    } catch {
      announce(t('app.copyFailed', { what }));
    }
  };
  return (
    <IconButton label={t('app.copy', { what: `${what} ${text}` })} onClick={() => void copy()}>
      {isCopied ? <CheckIcon /> : <CopyIcon />}
    </IconButton>
  );
}
