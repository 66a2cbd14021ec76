import { PROVIDERS } from '@casillero/domain/receiving-number/receiving-number';
import { matchesWords } from '../../ui/matches-words.ts';
import type { ReceivingNumber } from './ports.ts';

/** The words that stand in the address; the first one of each shows all. */
export const PROVIDER_FILTERS = ['all', ...PROVIDERS] as const;
export const STATE_FILTERS = ['all', 'working', 'attention'] as const;
export const ASSIGNMENT_FILTERS = ['all', 'free', 'dedicated', 'shared'] as const;

export type NumberFilter = {
  readonly search: string;
  readonly provider: (typeof PROVIDER_FILTERS)[number];
  readonly state: (typeof STATE_FILTERS)[number];
  readonly assignment: (typeof ASSIGNMENT_FILTERS)[number];
};

/** Whether somebody has to look: it does not work, its messages go elsewhere, or Meta thinks little of it. */
export const needsAttention = (
  number: Pick<ReceivingNumber, 'status' | 'webhook' | 'quality' | 'senderState'>,
): boolean =>
  number.status === 'offline' ||
  number.webhook.state === 'elsewhere' ||
  number.webhook.state === 'none' ||
  number.quality === 'red' ||
  number.senderState === 'rejected';

/** shared: for many importers. dedicated: to those it is assigned to. free: to nobody yet. */
export const assignmentOf = ({ mode, tenantIds }: Pick<ReceivingNumber, 'mode' | 'tenantIds'>) =>
  mode === 'shared' ? 'shared' : tenantIds.length > 0 ? 'dedicated' : 'free';

/** The numbers that fit, those that need somebody first, then in the order of their display. */
export const filterNumbers = (
  numbers: readonly ReceivingNumber[],
  filter: NumberFilter,
  nameOf: (tenantId: string) => string,
): readonly ReceivingNumber[] =>
  numbers
    .filter(
      (number) =>
        (filter.provider === 'all' || number.provider === filter.provider) &&
        (filter.state === 'all' || (filter.state === 'attention') === needsAttention(number)) &&
        (filter.assignment === 'all' || assignmentOf(number) === filter.assignment) &&
        matchesWords(filter.search, [
          number.display,
          number.phone,
          number.id,
          number.verifiedName,
          ...number.tenantIds.flatMap((id) => [id, nameOf(id)]),
        ]),
    )
    .toSorted(
      (one, other) =>
        Number(needsAttention(other)) - Number(needsAttention(one)) || one.display.localeCompare(other.display),
    );
