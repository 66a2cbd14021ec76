import { changeLink, createLink } from '@casillero/domain/api/links';
import { type ReactNode, useState } from 'react';
import { useAct } from '../../api/use-act.ts';
import { useLiveQuery } from '../../live/use-live.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { ActFailure } from '../../ui/act-failure.tsx';
import { Button } from '../../ui/button.tsx';
import { PlusIcon } from '../../ui/icons.tsx';
import { LabelDialog } from '../../ui/label-dialog.tsx';
import { ListTools } from '../../ui/list-tools.tsx';
import { matchesWords } from '../../ui/matches-words.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { Section } from '../../ui/section.tsx';
import { Bone, EmptyPlace, FailureNotice, Skeleton } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useAddress } from '../../ui/use-address.ts';
import { LinkList } from './link-list.tsx';
import { type Link, useLinksPorts } from './ports.ts';
import { QrDialog } from './qr-dialog.tsx';

/** From so many on, the list can be searched. */
const SEARCHED_FROM = 6;

/** The importer's links (R55). `renderPrint` makes the way to the print sheet of the chosen ones. */
export function LinksSection(props: {
  tenantId: string;
  mayEdit: boolean;
  renderPrint: (codes: readonly string[], text: string) => ReactNode;
}) {
  const { t } = useTexts();
  const { tenantId, mayEdit } = props;
  const { watchLinks } = useLinksPorts();
  const { live, retry } = useLiveQuery(() => watchLinks(tenantId), tenantId);
  const address = useAddress();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<
    { readonly kind: 'new' } | { readonly kind: 'qr' | 'rename'; readonly code: string } | null
  >(null);
  const { switching, failure, switchTo } = useSwitching(tenantId);
  const search = address.read('q');
  const links = live.status === 'ready' ? live.value : [];
  const found = links.filter(({ label, text }) => matchesWords(search, [label, text]));
  const opened = open && open.kind !== 'new' ? links.find(({ id }) => id === open.code) : undefined;
  const choose = (code: string, isChosen: boolean) =>
    setChosen((before) => new Set(isChosen ? [...before, code] : [...before].filter((each) => each !== code)));
  return (
    <Section
      lead={t('links.lead')}
      act={
        mayEdit &&
        links.length > 0 && (
          <Button look="primary" onClick={() => setOpen({ kind: 'new' })}>
            <PlusIcon />
            {t('links.create')}
          </Button>
        )
      }
    >
      {failure && <ActFailure failure={failure} />}
      {live.status === 'waiting' && (
        <Skeleton>
          <Bone height="9rem" />
        </Skeleton>
      )}
      {live.status === 'failed' && <FailureNotice failure={live.failure} onRetry={retry} />}
      {live.status === 'ready' && links.length === 0 && (
        <EmptyPlace title={t('links.empty.title')}>
          <p>{t('links.empty.text')}</p>
          {mayEdit && (
            <Button look="primary" onClick={() => setOpen({ kind: 'new' })}>
              {t('links.create')}
            </Button>
          )}
        </EmptyPlace>
      )}
      {links.length > 0 && (
        <div>
          {(links.length >= SEARCHED_FROM || chosen.size > 0) && (
            <ListTools
              main={chosen.size > 0 && props.renderPrint([...chosen], t('links.print', { count: chosen.size }))}
              found={search && t('app.found', { count: found.length })}
            >
              <SearchField label={t('links.search')} value={search} onChange={(text) => address.write({ q: text })} />
            </ListTools>
          )}
          <LinkList
            links={found}
            mayEdit={mayEdit}
            chosen={chosen}
            switching={switching}
            onChoose={choose}
            onSwitch={(link, isActive) => void switchTo(link, isActive)}
            onRename={({ id }) => setOpen({ kind: 'rename', code: id })}
            onQr={({ id }) => setOpen({ kind: 'qr', code: id })}
          />
        </div>
      )}
      {open?.kind === 'new' && (
        <NewLink tenantId={tenantId} onMade={(code) => setOpen({ kind: 'qr', code })} onClose={() => setOpen(null)} />
      )}
      {open?.kind === 'qr' && opened && <QrDialog link={opened} onClose={() => setOpen(null)} />}
      {open?.kind === 'rename' && opened && (
        <RenameLink tenantId={tenantId} link={opened} onClose={() => setOpen(null)} />
      )}
    </Section>
  );
}

/** Switching a link on or off: shown at once, and taken back in one press. */
function useSwitching(tenantId: string) {
  const { t } = useTexts();
  const toast = useToast();
  const change = useAct(changeLink);
  const [switching, setSwitching] = useState<{ code: string; isActive: boolean } | null>(null);
  const switchTo = async (link: Link, isActive: boolean): Promise<void> => {
    setSwitching({ code: link.id, isActive });
    const outcome = await change.run({ params: { tenantId, code: link.id }, query: {}, body: { isActive } });
    setSwitching(null);
    if (!outcome?.ok) return;
    toast({
      text: t(isActive ? 'links.switchedOn' : 'links.switchedOff', { label: link.label }),
      undo: () => void switchTo(link, !isActive),
    });
  };
  return { switching, failure: change.failure, switchTo };
}

function NewLink(props: { tenantId: string; onMade: (code: string) => void; onClose: () => void }) {
  const { t } = useTexts();
  const create = useAct(createLink);
  const submit = async (label: string) => {
    const outcome = await create.run({ params: { tenantId: props.tenantId }, query: {}, body: { label } });
    if (outcome?.ok) props.onMade(outcome.value.code);
  };
  return (
    <LabelDialog
      title={t('links.create')}
      label={t('links.label')}
      hint={t('links.labelHint')}
      missing={t('links.labelMissing')}
      value=""
      submit={t('links.create')}
      isBusy={create.isBusy}
      failure={create.failure}
      onSubmit={(label) => void submit(label)}
      onClose={props.onClose}
    />
  );
}

function RenameLink(props: { tenantId: string; link: Link; onClose: () => void }) {
  const { t } = useTexts();
  const change = useAct(changeLink);
  const submit = async (label: string) => {
    const params = { tenantId: props.tenantId, code: props.link.id };
    const outcome = await change.run({ params, query: {}, body: { label } });
    if (outcome?.ok) props.onClose();
  };
  return (
    <LabelDialog
      title={t('links.rename', { label: props.link.label })}
      label={t('links.label')}
      missing={t('links.labelMissing')}
      value={props.link.label}
      submit={t('app.save')}
      isBusy={change.isBusy}
      failure={change.failure}
      onSubmit={(label) => void submit(label)}
      onClose={props.onClose}
    />
  );
}
