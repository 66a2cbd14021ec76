/** What stands in the form of an account, as it was typed. */
export type AccountDraft = {
  readonly label: string;
  readonly wabaId: string;
  readonly portfolioId: string;
  /** one per line, or with commas */
  readonly phoneNumberIds: string;
  readonly hasOwnApp: boolean;
  readonly accessToken: string;
  readonly verifyToken: string;
  readonly appSecret: string;
};

export type AccountFault = 'missing' | 'not-digits' | 'twice' | 'too-many' | 'too-short' | 'blanks';

/** As the API wants them. */
const META_ID = /^\d{5,25}$/;
const IDS_MAX = 20;
const SECRET_MIN_CHARACTERS = 8;

/** The ids of a draft, in the order they were typed. */
export const phoneNumberIdsOf = ({ phoneNumberIds }: Pick<AccountDraft, 'phoneNumberIds'>): readonly string[] =>
  phoneNumberIds.split(/[\s,;]+/).filter(Boolean);

/** The settings of a draft without faults, as the API takes them. */
export const settingsOf = (draft: AccountDraft) => ({
  label: draft.label.trim(),
  wabaId: draft.wabaId,
  portfolioId: draft.portfolioId || null,
  phoneNumberIds: [...phoneNumberIdsOf(draft)],
});

const secretFault = (text: string, isNeeded: boolean): AccountFault | null => {
  if (text === '') return isNeeded ? 'missing' : null;
  if (!/^[\x21-\x7e]+$/.test(text)) return 'blanks';
  return text.length < SECRET_MIN_CHARACTERS ? 'too-short' : null;
};

const idsFault = (ids: readonly string[]): AccountFault | null => {
  if (ids.length === 0) return 'missing';
  if (!ids.every((id) => META_ID.test(id))) return 'not-digits';
  if (new Set(ids).size < ids.length) return 'twice';
  return ids.length > IDS_MAX ? 'too-many' : null;
};

/**
 * What is wrong with a draft, by field; empty if nothing is.
 *
 * @param isNew secrets are needed; of an account that is there, an empty one stays as it is
 */
export function faultsOf(
  draft: AccountDraft,
  { isNew, hasSecret }: { isNew: boolean; hasSecret: boolean },
): Readonly<Partial<Record<keyof AccountDraft, AccountFault>>> {
  const found: readonly (readonly [keyof AccountDraft, AccountFault | null])[] = [
    ['label', draft.label.trim() === '' ? 'missing' : null],
    ['wabaId', draft.wabaId === '' ? 'missing' : META_ID.test(draft.wabaId) ? null : 'not-digits'],
    ['portfolioId', draft.portfolioId === '' || META_ID.test(draft.portfolioId) ? null : 'not-digits'],
    ['phoneNumberIds', idsFault(phoneNumberIdsOf(draft))],
    ['accessToken', secretFault(draft.accessToken, isNew)],
    ['verifyToken', secretFault(draft.verifyToken, false)],
    ['appSecret', draft.hasOwnApp ? secretFault(draft.appSecret, !hasSecret) : null],
  ];
  return Object.fromEntries(found.filter(([, fault]) => fault !== null));
}
