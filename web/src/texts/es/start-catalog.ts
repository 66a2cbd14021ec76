import type { messages as english } from '../en/start-catalog.ts';
import type { TranslationOf } from '../text-catalog.ts';
import { general } from './general.ts';
import { navigation } from './navigation.ts';
import { signIn } from './sign-in.ts';

/** The first texts in Spanish; the type holds them to the ids of the English ones. */
export const messages: TranslationOf<typeof english> = { ...general, ...navigation, ...signIn };
