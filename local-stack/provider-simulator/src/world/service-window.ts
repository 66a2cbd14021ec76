/** After a person's message, a business may write freely for this long; WhatsApp's customer service window. */
export const SERVICE_WINDOW_MS = 24 * 60 * 60 * 1000;

export interface ServiceWindows {
  /** A person wrote to this number: opens or extends the window. */
  open(person: string, number: string, at: Date): void;
  isOpen(person: string, number: string, at: Date): boolean;
  clear(): void;
}

/** One window per pair of person and business number. */
export function createServiceWindows(): ServiceWindows {
  const lastWrittenAt = new Map<string, number>();
  const key = (person: string, number: string) => `${person} ${number}`;
  return {
    open: (person, number, at) => void lastWrittenAt.set(key(person, number), at.getTime()),
    isOpen(person, number, at) {
      const openedAt = lastWrittenAt.get(key(person, number));
      return openedAt !== undefined && at.getTime() - openedAt < SERVICE_WINDOW_MS;
    },
    clear: () => lastWrittenAt.clear(),
  };
}
