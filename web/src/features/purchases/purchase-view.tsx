import { getPurchase, resumePurchase, undoPurchase, verifyPurchase } from '@casillero/domain/api/purchases';
import { type FormEvent, useState } from 'react';
import { useAct } from '../../api/use-act.ts';
import { useEndpoint } from '../../api/use-endpoint.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { ActFailure } from '../../ui/act-failure.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PhoneText } from '../../ui/phone-text.tsx';
import { FailureNotice } from '../../ui/states.tsx';
import type { Purchase } from './ports.ts';
import { PriceText } from './price-text.tsx';
import { PurchaseProgress } from './purchase-progress.tsx';
import styles from './purchase-view.module.css';

/** A purchase as it goes on, and what can be done about it: resume, undo, hand over the verification code (R52). */
export function PurchaseView({ purchase, nameOf }: { purchase: Purchase; nameOf: (tenantId: string) => string }) {
  const { t, find } = useTexts();
  const params = { purchaseId: purchase.id };
  // What can be done is the server's to say; asked again whenever the record changes.
  const { live, reload } = useEndpoint(
    getPurchase,
    { params, query: {}, body: undefined },
    `${purchase.state} ${purchase.updatedAt.getTime()}`,
  );
  const can = live.status === 'ready' ? live.value.can : { resume: false, undo: false, verify: false };
  const resume = useAct(resumePurchase);
  const undo = useAct(undoPurchase);
  const [isAsking, setAsking] = useState(false);
  const undoNow = async () => {
    const outcome = await undo.run({ params, query: {}, body: undefined });
    if (!outcome?.ok) return;
    setAsking(false);
    reload();
  };
  const resumeNow = async () => {
    const outcome = await resume.run({ params, query: {}, body: undefined });
    if (outcome?.ok) reload();
  };
  return (
    <div className={styles.view}>
      <PurchaseProgress purchase={purchase} />
      {purchase.failure && (
        <Notice tone="attention">
          <p>{find(`fault.${purchase.failure.code}`) ?? `${purchase.failure.message} ${purchase.failure.hint}`}</p>
          <p className={styles.code}>{t('app.code', { code: purchase.failure.code })}</p>
        </Notice>
      )}
      {purchase.state === 'pending-verification' && <Notice tone="waiting">{t('purchases.pending')}</Notice>}
      {can.verify && <VerifyForm purchaseId={purchase.id} onDone={reload} />}
      {live.status === 'failed' && <FailureNotice failure={live.failure} onRetry={reload} />}
      {resume.failure && <ActFailure failure={resume.failure} />}
      {(can.resume || can.undo) && (
        <div className={styles.buttons}>
          {can.resume && (
            <Button look="primary" onClick={() => void resumeNow()} isBusy={resume.isBusy}>
              {t('purchases.resume')}
            </Button>
          )}
          {can.undo && (
            <Button look="danger" onClick={() => setAsking(true)}>
              {t('purchases.undo')}
            </Button>
          )}
        </div>
      )}
      <Facts
        facts={[
          { name: t('number.number'), value: <PhoneText phone={purchase.phone} /> },
          { name: t('purchases.profileName'), value: purchase.profileName || null },
          { name: t('purchases.price'), value: purchase.monthlyPrice && <PriceText price={purchase.monthlyPrice} /> },
          {
            name: t('numbers.assignment'),
            value:
              purchase.mode === 'shared'
                ? t('numbers.assignment.shared')
                : purchase.tenantId && nameOf(purchase.tenantId),
          },
          { name: t('purchases.owned'), value: purchase.wasOwned ? t('purchases.ownedBefore') : null },
          { name: t('purchases.word'), value: purchase.senderWord },
          {
            name: t('numbers.sids'),
            value: [purchase.phoneNumberSid, purchase.senderSid].filter(Boolean).join(' · ') || null,
          },
          { name: t('purchases.by'), value: purchase.requestedBy.email },
        ]}
      />
      {isAsking && (
        <ConfirmDialog
          title={t('purchases.undo.title')}
          confirm={t('purchases.undo')}
          isBusy={undo.isBusy}
          failure={undo.failure}
          onConfirm={() => void undoNow()}
          onClose={() => setAsking(false)}
        >
          <p>{t(purchase.givesBack ? 'purchases.undo.text' : 'purchases.undo.owned')}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}

function VerifyForm({ purchaseId, onDone }: { purchaseId: string; onDone: () => void }) {
  const { t } = useTexts();
  const verify = useAct(verifyPurchase);
  const [code, setCode] = useState('');
  const [isChecked, setChecked] = useState(false);
  const digits = code.replace(/[\s-]/g, '');
  const isCode = /^\d{4,10}$/.test(digits);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!isCode) return;
    const outcome = await verify.run({ params: { purchaseId }, query: {}, body: { code: digits } });
    if (outcome?.ok) onDone();
  };
  return (
    <form className={styles.verify} onSubmit={(event) => void submit(event)} noValidate>
      <Field
        label={t('purchases.verify.code')}
        hint={t('purchases.verify.hint')}
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        error={isChecked && !isCode ? t('purchases.verify.malformed') : null}
        onChange={(event) => setCode(event.target.value)}
      />
      <Button type="submit" isBusy={verify.isBusy}>
        {t('purchases.verify')}
      </Button>
      {verify.failure && <ActFailure failure={verify.failure} />}
    </form>
  );
}
