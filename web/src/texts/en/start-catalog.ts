import { general } from './general.ts';
import { navigation } from './navigation.ts';
import { signIn } from './sign-in.ts';

/** What is needed up to the log-in form, and by the frame of every page. */
export const messages = { ...general, ...navigation, ...signIn };
