import { useState } from 'react';
import { faultOfFile } from './reply-file.tsx';

/** The way a file gets beside what is being written; `fault` says why the last one did not. */
export type Attaching = {
  readonly fault: ReturnType<typeof faultOfFile>;
  readonly choose: (files: readonly File[]) => void;
  readonly detach: () => void;
  readonly forgetFault: () => void;
};

/** Takes the first of the files that are given, if it can be sent; the others would be messages of their own. */
export function useAttaching(number: string, onAttach: (file: File | null) => void): Attaching {
  const [fault, setFault] = useState<Attaching['fault']>(null);
  return {
    fault,
    choose([file]) {
      if (!file) return;
      const found = faultOfFile(file, number);
      setFault(found);
      if (found === null) onAttach(file);
    },
    detach: () => onAttach(null),
    forgetFault: () => setFault(null),
  };
}
