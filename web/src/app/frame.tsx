import type { ReactNode } from 'react';
import { useSessionState } from '../features/session/ports.ts';
import { SignOutButton } from '../features/session/sign-out-button.tsx';
import { paths } from '../routes/paths.ts';
import { useLanguageChoice } from '../texts/language-provider.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { Notice } from '../ui/notice.tsx';
import { Shell } from '../ui/shell.tsx';
import { LanguageSwitch, ThemeSwitch } from '../ui/switches.tsx';
import { useOnline } from '../ui/use-online.ts';

/** Every page's frame: language and appearance at any time, the way out whenever somebody is in. */
export function Frame({
  name,
  navigation,
  children,
}: {
  name?: ReactNode;
  navigation?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTexts();
  const { choose } = useLanguageChoice();
  const session = useSessionState();
  const isOnline = useOnline();
  return (
    <Shell
      home={paths.home.href()}
      name={name}
      navigation={navigation}
      bar={
        <>
          <LanguageSwitch onChoose={choose} />
          <ThemeSwitch />
          {session.kind === 'signed-in' && <SignOutButton />}
        </>
      }
      notice={!isOnline && <Notice tone="waiting">{t('app.offline')}</Notice>}
    >
      {children}
    </Shell>
  );
}
