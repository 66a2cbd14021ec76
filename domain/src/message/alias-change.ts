import type { Provider } from '../receiving-number/receiving-number.ts';
import type { SenderAlias } from '../sender/alias.ts';

/**
 * The provider says that two aliases are one person (R4): the same account under another name, or an account that moved
 * to another number or id, after which the earlier alias is no longer theirs.
 */
export type AliasChange = {
  readonly provider: Provider;
  readonly account: string;
  /** of the provider, or made of the facts: a repetition has the same */
  readonly eventId: string;
  readonly from: SenderAlias;
  readonly to: SenderAlias;
  readonly relation: 'same-person' | 'moved';
  readonly at: Date;
  readonly raw: Readonly<Record<string, unknown>>;
};
