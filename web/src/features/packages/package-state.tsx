import type { PackageState } from '@casillero/domain/package/package-state';
import { useTexts } from '../../texts/use-texts.ts';
import { Badge } from '../../ui/badge.tsx';

const TONES = {
  ordered: 'quiet',
  shipped: 'quiet',
  'at-warehouse': 'waiting',
  'in-transit': 'waiting',
  customs: 'waiting',
  ready: 'accent',
  delivered: 'done',
} as const satisfies Record<PackageState, string>;

/** Where a package is, in a word. */
export function PackageStateBadge({ state }: { state: PackageState }) {
  const { t } = useTexts();
  return <Badge tone={TONES[state]}>{t(`packages.state.${state}`)}</Badge>;
}
