import { LANGUAGE_NAMES, type Language } from '../texts/language.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Button, IconButton } from './button.tsx';
import { AutoThemeIcon, MoonIcon, SunIcon } from './icons.tsx';
import styles from './switches.module.css';
import { chooseTheme, nextTheme, type Theme, useTheme } from './theme.ts';

const THEME_ICONS: Readonly<Record<Theme, () => React.ReactElement>> = {
  auto: AutoThemeIcon,
  light: SunIcon,
  dark: MoonIcon,
};

/** Goes round automatic, light, dark. */
export function ThemeSwitch() {
  const { t } = useTexts();
  const theme = useTheme();
  const Drawing = THEME_ICONS[theme];
  const next = nextTheme(theme);
  return (
    <IconButton
      label={t('app.theme.switch', { current: t(`app.theme.${theme}`), next: t(`app.theme.${next}`) })}
      onClick={() => chooseTheme(next)}
    >
      <Drawing />
    </IconButton>
  );
}

/** The other language, named in itself, so that who reads only that one finds it. */
export function LanguageSwitch({ onChoose }: { onChoose: (language: Language) => void }) {
  const { language } = useTexts();
  const other: Language = language === 'es' ? 'en' : 'es';
  return (
    <Button look="quiet" lang={other} onClick={() => onChoose(other)}>
      <span className={styles.long}>{LANGUAGE_NAMES[other]}</span>
      <span className={styles.short}>
        {other.toUpperCase()} <span className="visually-hidden">{LANGUAGE_NAMES[other]}</span>
      </span>
    </Button>
  );
}
