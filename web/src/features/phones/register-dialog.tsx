import { cancelRegistration, startRegistration } from '@casillero/domain/api/registrations';
import { type FormEvent, useId, useState } from 'react';
import { useAct } from '../../api/use-act.ts';
import { useLiveQuery } from '../../live/use-live.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { ActFailure } from '../../ui/act-failure.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Bone, FailureNotice, Skeleton } from '../../ui/states.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useNow } from '../../ui/use-now.ts';
import { type Phone, usePhonesPorts } from './ports.ts';
import { RegistrationView, stateOf } from './registration-view.tsx';

/** As the API allows. */
const LABEL_MAX_CHARACTERS = 60;

/**
 * Registers a phone by proof (R54): a label first, then a code to send, then what came of it, live. Closing it does not
 * call the registration off: the code stays good, and the page shows that it is waited for.
 *
 * @param replaces the phone that the new one takes the place of
 * @param openId a registration that was started before
 */
export function RegisterDialog(props: {
  tenantId: string;
  isFirst: boolean;
  replaces: Phone | null;
  openId: string | null;
  onClose: () => void;
}) {
  const { t } = useTexts();
  const [startedId, setStartedId] = useState(props.openId);
  const title = props.replaces
    ? t('phones.replace.title', { label: props.replaces.label })
    : t('phones.register.title');
  if (startedId)
    return (
      <Started
        tenantId={props.tenantId}
        title={title}
        registrationId={startedId}
        onAgain={() => setStartedId(null)}
        onClose={props.onClose}
      />
    );
  return <LabelForm {...props} title={title} onStarted={setStartedId} />;
}

function LabelForm(props: {
  tenantId: string;
  title: string;
  isFirst: boolean;
  replaces: Phone | null;
  onStarted: (registrationId: string) => void;
  onClose: () => void;
}) {
  const { t } = useTexts();
  const formId = useId();
  const start = useAct(startRegistration);
  const [label, setLabel] = useState(props.replaces?.label ?? '');
  const [isPrimary, setPrimary] = useState(props.isFirst);
  const [isMissing, setMissing] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const wanted = label.trim();
    setMissing(wanted === '');
    if (wanted === '') return;
    const outcome = await start.run({
      params: { tenantId: props.tenantId },
      query: {},
      body: {
        label: wanted,
        isPrimary: props.replaces ? props.replaces.isPrimary : isPrimary,
        replaces: props.replaces?.id ?? null,
      },
    });
    if (outcome?.ok) props.onStarted(outcome.value.id);
  };
  return (
    <Dialog
      title={props.title}
      onClose={props.onClose}
      buttons={
        <>
          <Button onClick={props.onClose}>{t('app.cancel')}</Button>
          <Button type="submit" form={formId} look="primary" isBusy={start.isBusy}>
            {t('phones.register.next')}
          </Button>
        </>
      }
    >
      <p>{props.replaces ? t('phones.replace.lead') : t('phones.register.lead')}</p>
      <form id={formId} onSubmit={(event) => void submit(event)} noValidate>
        <Field
          label={t('phones.label')}
          hint={t('phones.labelHint')}
          autoFocus
          autoComplete="off"
          maxLength={LABEL_MAX_CHARACTERS}
          value={label}
          error={isMissing ? t('phones.labelMissing') : null}
          onChange={(event) => setLabel(event.target.value)}
        />
      </form>
      {!props.replaces && !props.isFirst && (
        <Switch label={t('phones.asPrimary')} isOn={isPrimary} onChange={setPrimary} />
      )}
      {start.failure && <ActFailure failure={start.failure} />}
    </Dialog>
  );
}

function Started(props: {
  tenantId: string;
  title: string;
  registrationId: string;
  onAgain: () => void;
  onClose: () => void;
}) {
  const { t } = useTexts();
  const { watchRegistration } = usePhonesPorts();
  const { live, retry } = useLiveQuery(
    () => watchRegistration(props.tenantId, props.registrationId),
    `${props.tenantId}:${props.registrationId}`,
  );
  const cancel = useAct(cancelRegistration);
  const registration = live.status === 'ready' ? live.value : null;
  const now = useNow(registration?.state === 'waiting' ? 1000 : null);
  const state = registration && stateOf(registration, now);
  const callOff = async () => {
    const { tenantId, registrationId } = props;
    const outcome = await cancel.run({ params: { tenantId, registrationId }, query: {}, body: undefined });
    if (outcome?.ok) props.onClose();
  };
  return (
    <Dialog
      title={props.title}
      onClose={props.onClose}
      isBusy={cancel.isBusy}
      buttons={
        state === 'waiting' ? (
          <Button onClick={() => void callOff()} isBusy={cancel.isBusy}>
            {t('phones.callOff')}
          </Button>
        ) : (
          <>
            {state !== null && (
              <Button onClick={props.onAgain}>{t(state === 'proven' ? 'phones.another' : 'phones.again')}</Button>
            )}
            <Button look="primary" onClick={props.onClose}>
              {t('app.done')}
            </Button>
          </>
        )
      }
    >
      {live.status === 'failed' && <FailureNotice failure={live.failure} onRetry={retry} />}
      {registration ? (
        <RegistrationView registration={registration} />
      ) : (
        live.status !== 'failed' && (
          <Skeleton>
            <Bone height="9rem" />
          </Skeleton>
        )
      )}
      {cancel.failure && <ActFailure failure={cancel.failure} />}
    </Dialog>
  );
}
