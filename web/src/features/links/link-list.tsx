import { formatCount } from '../../formats/money.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { IconButton } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { PencilIcon, QrIcon } from '../../ui/icons.tsx';
import { Switch } from '../../ui/switch.tsx';
import { firstUrl } from './link-address.ts';
import styles from './link-list.module.css';
import type { Link } from './ports.ts';

/** An importer's links with what came of them; those who only look get no switches. */
export function LinkList(props: {
  links: readonly Link[];
  mayEdit: boolean;
  chosen: ReadonlySet<string>;
  /** the link that is being switched, and to what */
  switching: { readonly code: string; readonly isActive: boolean } | null;
  onChoose: (code: string, isChosen: boolean) => void;
  onSwitch: (link: Link, isActive: boolean) => void;
  onRename: (link: Link) => void;
  onQr: (link: Link) => void;
}) {
  const { t, region } = useTexts();
  const switchOf = (link: Link) => {
    const wish = props.switching?.code === link.id ? props.switching : null;
    return (
      <Switch
        label={t('links.active', { label: link.label })}
        isLabelHidden
        isOn={wish?.isActive ?? link.isActive}
        isBusy={props.switching !== null}
        onChange={(isActive) => props.onSwitch(link, isActive)}
      />
    );
  };
  return (
    <DataTable
      label={t('links.title')}
      rows={props.links}
      keyOf={({ id }) => id}
      isQuiet={({ isActive }) => !isActive}
      columns={[
        {
          title: t('links.label'),
          isName: true,
          cell: (link) => (
            <label className={styles.name}>
              <input
                type="checkbox"
                className={styles.box}
                aria-label={t('links.choose', { label: link.label })}
                checked={props.chosen.has(link.id)}
                onChange={(event) => props.onChoose(link.id, event.target.checked)}
              />
              {link.label}
            </label>
          ),
        },
        {
          title: t('links.address'),
          isShort: true,
          cell: (link) => {
            const url = firstUrl(link);
            return url === null ? (
              t('links.noNumber')
            ) : (
              <span className={styles.address}>
                <code>{link.text}</code>
                <CopyButton text={url} what={t('links.address')} />
              </span>
            );
          },
        },
        { title: t('links.uses'), isFigure: true, cell: ({ useCount }) => formatCount(region, useCount) },
        { title: t('links.bound'), isFigure: true, cell: ({ boundCount }) => formatCount(region, boundCount) },
        {
          title: t('links.on'),
          cell: (link) => (props.mayEdit ? switchOf(link) : t(link.isActive ? 'links.isOn' : 'links.isOff')),
        },
        {
          title: t('app.acts'),
          isActs: true,
          cell: (link) => (
            <>
              <IconButton label={t('links.qr.show', { label: link.label })} onClick={() => props.onQr(link)}>
                <QrIcon />
              </IconButton>
              {props.mayEdit && (
                <IconButton label={t('links.rename', { label: link.label })} onClick={() => props.onRename(link)}>
                  <PencilIcon />
                </IconButton>
              )}
            </>
          ),
        },
      ]}
    />
  );
}
