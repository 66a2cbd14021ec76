import type { ExportedList } from '@casillero/domain/export/tables';
import type { Result } from '@casillero/domain/result';
import { createContext, useContext } from 'react';
import type { Language } from '../../texts/language.ts';

export type ExportsPorts = {
  /** A list of the importer as a CSV file. */
  readonly loadExport: (tenantId: string, list: ExportedList, language: Language) => Promise<Result<Blob>>;
};

const ExportsContext = createContext<ExportsPorts | null>(null);
export const ExportsProvider = ExportsContext.Provider;

/** The ports of this feature; there once somebody is signed in. */
export function useExportsPorts(): ExportsPorts {
  const ports = useContext(ExportsContext);
  if (!ports) throw new Error('useExportsPorts needs an ExportsProvider above it.');
  return ports;
}
