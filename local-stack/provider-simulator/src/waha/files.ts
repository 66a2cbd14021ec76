import type { Clock } from '../world/clock.ts';
import type { MediaFault } from '../world/faults.ts';
import type { Attachment } from '../world/persons-message.ts';

/** Files are deleted this soon unless WHATSAPP_FILES_LIFETIME says otherwise. */
export const DEFAULT_FILES_LIFETIME_MS = 180_000;

export interface WahaFile extends Attachment {
  /** Name in the URL; holds the message id and so, as at WAHA, the phone. */
  name: string;
  session: string;
  fault: MediaFault | null;
  fetches: number;
  /** null: kept. */
  expiresAt: Date | null;
}

export interface WahaFiles {
  /** Keeps the file for as long as files live from now on. */
  add(file: Omit<WahaFile, 'expiresAt' | 'fetches'>): WahaFile;
  /** Also one that has run out: the phone itself still has it. */
  find(name: string): WahaFile | undefined;
  clear(): void;
}

const ENDINGS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'audio/ogg': 'oga',
  'video/mp4': 'mp4',
  'application/pdf': 'pdf',
};

/** The name of a message's file: its id, and an ending by the declared type. */
export const fileNameOf = (messageId: string, contentType: string) =>
  `${messageId}.${ENDINGS[contentType.split(';')[0] ?? ''] ?? 'bin'}`;

/** @param lifetimeMs 0 keeps files */
export function createFiles(clock: Clock, lifetimeMs: number): WahaFiles {
  const byName = new Map<string, WahaFile>();
  return {
    add(file) {
      const expiresAt = lifetimeMs === 0 ? null : new Date(clock.now().getTime() + lifetimeMs);
      const kept = { ...file, fetches: 0, expiresAt };
      byName.set(file.name, kept);
      return kept;
    },
    find: (name) => byName.get(name),
    clear: () => byName.clear(),
  };
}
