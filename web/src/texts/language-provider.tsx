import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { activateLanguage } from './i18n.ts';
import { chooseLanguage, type Language, storedLanguage, storeLanguage } from './language.ts';

/** The ways to another language. */
export type LanguageChoice = {
  /** The reader's own wish; remembered on this device. */
  readonly choose: (language: Language) => void;
  /** What the importer writes in; counts only where neither the reader nor the browser says (see chooseLanguage). */
  readonly suggest: (language: Language) => void;
};

const ChoiceContext = createContext<LanguageChoice>({ choose: () => {}, suggest: () => {} });
export const useLanguageChoice = (): LanguageChoice => useContext(ChoiceContext);

/** Texts for everything below it. The first language has to be active already. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const choice = useMemo<LanguageChoice>(
    () => ({
      choose(language) {
        storeLanguage(language);
        void activateLanguage(language);
      },
      suggest(tenant) {
        const language = chooseLanguage({ chosen: storedLanguage(), tenant, browser: navigator.languages });
        if (i18n.locale !== language) void activateLanguage(language);
      },
    }),
    [],
  );
  return (
    <I18nProvider i18n={i18n}>
      <ChoiceContext value={choice}>{children}</ChoiceContext>
    </I18nProvider>
  );
}
