import { getTenantNumber } from '@casillero/domain/api/numbers';
import { useEndpoint } from '../../api/use-endpoint.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Badge } from '../../ui/badge.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Section } from '../../ui/section.tsx';
import { Bone, EmptyPlace, FailureNotice, Skeleton } from '../../ui/states.tsx';

/** The number that an importer's people write to and that its messages leave from (R50). */
export function TenantNumber({ tenantId }: { tenantId: string }) {
  const { t } = useTexts();
  const { live, reload } = useEndpoint(getTenantNumber, { params: { tenantId }, query: {}, body: undefined });
  if (live.status === 'waiting')
    return (
      <Section title={t('number.title')}>
        <Skeleton>
          <Bone height="10.5rem" />
        </Skeleton>
      </Section>
    );
  if (live.status === 'failed' && live.failure.code === 'no-number')
    return (
      <Section>
        <EmptyPlace title={t('number.none.title')}>
          <p>{t('number.none.text')}</p>
        </EmptyPlace>
      </Section>
    );
  if (live.status === 'failed')
    return (
      <Section title={t('number.title')}>
        <FailureNotice failure={live.failure} onRetry={reload} />
      </Section>
    );
  const { display, verifiedName, provider, status, by } = live.value;
  return (
    <Section title={t('number.title')} lead={t(`number.by.${by}`)}>
      <Facts
        facts={[
          {
            name: t('number.number'),
            value: (
              <>
                <strong>{display}</strong> <CopyButton text={display} what={t('number.number')} />
              </>
            ),
          },
          { name: t('number.name'), value: verifiedName || '—' },
          { name: t('number.provider'), value: t(`provider.${provider}`) },
          {
            name: t('number.status'),
            value: <Badge tone={status === 'online' ? 'done' : 'attention'}>{t(`number.status.${status}`)}</Badge>,
          },
        ]}
      />
    </Section>
  );
}
