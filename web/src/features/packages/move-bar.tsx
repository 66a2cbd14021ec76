import { PACKAGE_STATES, type PackageState } from '@casillero/domain/package/package-state';
import { useState } from 'react';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import styles from './move-bar.module.css';

/** What can be done with the chosen packages: move them to a state, with or without telling their customers. */
export function MoveBar(props: {
  count: number;
  isBusy: boolean;
  onMove: (state: PackageState, notifies: boolean) => void;
  onChooseNone: () => void;
}) {
  const { t } = useTexts();
  const [state, setState] = useState<PackageState>('at-warehouse');
  const [notifies, setNotifies] = useState(true);
  return (
    <section className={styles.bar} aria-label={t('packages.chosen', { count: props.count })}>
      <p className={styles.count}>{t('packages.chosen', { count: props.count })}</p>
      <SelectField
        label={t('packages.moveTo')}
        value={state}
        options={PACKAGE_STATES.map((value) => ({ value, label: t(`packages.state.${value}`) }))}
        onChange={setState}
      />
      <Switch label={t('packages.tells')} isOn={notifies} onChange={setNotifies} />
      <Button look="primary" isBusy={props.isBusy} onClick={() => props.onMove(state, notifies)}>
        {t('packages.move')}
      </Button>
      <Button look="quiet" onClick={props.onChooseNone}>
        {t('packages.chooseNone')}
      </Button>
    </section>
  );
}
