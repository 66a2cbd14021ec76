import { type ReactNode, useState } from 'react';
import { useTexts } from '../texts/use-texts.ts';
import { Dialog } from './dialog.tsx';
import { matchesWords } from './matches-words.ts';
import styles from './pick-dialog.module.css';
import { SearchField } from './search-field.tsx';

export type Pick = { readonly id: string; readonly name: string; readonly note?: string };

/** When a list is long enough to be searched. */
const SEARCHED_FROM = 7;

/** More than anybody looks through; drawing a thousand holds up the dialog. */
const SHOWN = 100;

/** One of a list, in one press; longer lists can be searched. `pickedIds` are marked. */
export function PickDialog(props: {
  title: string;
  searchLabel: string;
  picks: readonly Pick[];
  pickedIds?: readonly string[];
  isBusy?: boolean;
  above?: ReactNode;
  below?: ReactNode;
  buttons?: ReactNode;
  onPick: (pick: Pick) => void;
  onClose: () => void;
}) {
  const { t } = useTexts();
  const [search, setSearch] = useState('');
  const found = props.picks.filter(({ name, id }) => matchesWords(search, [name, id]));
  return (
    <Dialog title={props.title} onClose={props.onClose} isBusy={props.isBusy ?? false} buttons={props.buttons}>
      {props.above}
      {props.picks.length >= SEARCHED_FROM && (
        <SearchField label={props.searchLabel} value={search} onChange={setSearch} />
      )}
      <ul className={styles.list}>
        {found.slice(0, SHOWN).map((pick) => {
          const isPicked = props.pickedIds?.includes(pick.id) ?? false;
          return (
            <li key={pick.id}>
              <button
                type="button"
                className={styles.pick}
                aria-pressed={props.pickedIds ? isPicked : undefined}
                aria-disabled={props.isBusy || undefined}
                onClick={() => !props.isBusy && props.onPick(pick)}
              >
                <span>{pick.name}</span>
                {pick.note && <span className={styles.note}>{pick.note}</span>}
              </button>
            </li>
          );
        })}
      </ul>
      {found.length > SHOWN && <p role="status">{t('app.searchForMore', { count: found.length - SHOWN })}</p>}
      {found.length === 0 && <p role="status">{t('app.nothingFound')}</p>}
      {props.below}
    </Dialog>
  );
}
