import { singleLine } from '@casillero/domain/message/clean-text';

/** A place as people read it in a conversation, on one line. @param words its name and address; what is empty or null is left out */
export function placeSummary({
  latitude,
  longitude,
  words,
}: {
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly words: readonly (string | null)[];
}): string {
  const at = latitude === null || longitude === null ? null : `${latitude}, ${longitude}`;
  return singleLine(`📍 ${[...words, at].filter((each) => each !== null && each !== '').join(' · ')}`, 300);
}
