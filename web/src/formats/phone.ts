import { useEffect, useState } from 'react';

/**
 * The phones of El Salvador and of the North American plan, which are nearly all there are here, in international form.
 * Others need the numbering plans of the world (29 kB), which are fetched when one is met.
 *
 * @param phone E.164 with '+'
 * @returns null for every other country
 */
export const formatHomePhone = (phone: string): string | null => {
  const salvadoran = /^\+503(\d{4})(\d{4})$/.exec(phone);
  if (salvadoran) return `+503 ${salvadoran[1]} ${salvadoran[2]}`;
  const american = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(phone);
  return american ? `+1 ${american[1]} ${american[2]} ${american[3]}` : null;
};

/** The phone as a reader expects it (R96); E.164 as it is until the numbering plans are there, or if they cannot be had. */
export function useDisplayPhone(phone: string | null): string | null {
  const home = phone === null ? null : formatHomePhone(phone);
  const [foreign, setForeign] = useState<{ phone: string; text: string } | null>(null);
  useEffect(() => {
    if (phone === null || home !== null) return;
    let isWanted = true;
    import('@casillero/domain/sender/display-phone').then(
      ({ displayPhone }) => isWanted && setForeign({ phone, text: displayPhone(phone) }),
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [phone, home]);
  return home ?? (foreign?.phone === phone ? foreign.text : phone);
}
