import type { ReactNode } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import type { CorrectableField } from '../../../shared/domain/dossier/correction.ts';
import { paidOnline } from '../../../shared/domain/dossier/payments.ts';
import { codeOf, type Dossier, type Reception } from '../../../shared/domain/dossier/state.ts';
import { formatDong } from '../../../shared/domain/money.ts';
import { KeyValue, type Fact } from '../../components/key-value.tsx';
import { Section } from '../../components/section.tsx';
import { When } from '../../components/when.tsx';
import { formatWhen } from '../../i18n/when.ts';
import { services } from '../../session/services.ts';
import { dossierById } from '../../store/queries.ts';
import { DocumentsTable } from './documents-table.tsx';
import styles from './dossier.module.css';
import { useReceiptFacts } from './receipt-facts.ts';
import { deliveryText, useFieldText } from './field-value.ts';

/** A value with every earlier one struck through before it. */
function Corrected({
  dossier,
  field,
  children,
}: {
  readonly dossier: Dossier;
  readonly field: CorrectableField;
  readonly children: ReactNode;
}) {
  const text = useFieldText();
  const corrections = dossier.corrections.filter((correction) => correction.field === field);
  if (corrections.length === 0) return children;
  return (
    <>
      {corrections.map((correction) => (
        <span key={correction.at}>
          <del className={styles.old}>{text(field, correction.from)}</del>{' '}
        </span>
      ))}
      <ins className={styles.changed} style={{ textDecoration: 'none' }}>
        {children}
      </ins>
    </>
  );
}

function usePersonFacts(dossier: Dossier, { applicant, representative }: Reception): readonly Fact[] {
  const { t } = useTranslation('dossier');
  const text = useFieldText();
  const shown = (field: CorrectableField, value: unknown) => (
    <Corrected dossier={dossier} field={field}>
      {text(field, value)}
    </Corrected>
  );
  const person =
    applicant.kind === 'person'
      ? [
          {
            label: t('label.identity'),
            value: (
              <Corrected dossier={dossier} field="applicant.identity.number">
                {t(`identity.${applicant.identity.kind}`, { number: applicant.identity.number })}
              </Corrected>
            ),
          },
          ...(applicant.birthDate === null
            ? []
            : [{ label: t('label.birth-date'), value: shown('applicant.birthDate', applicant.birthDate) }]),
        ]
      : [{ label: t('label.tax-code'), value: shown('applicant.taxCode', applicant.taxCode) }];
  return [
    {
      label: t(applicant.kind === 'person' ? 'label.owner' : 'label.organisation'),
      value: shown('applicant.name', applicant.name),
    },
    ...person,
    { label: t('label.phone'), value: shown('applicant.phone', applicant.phone) },
    ...(applicant.email === null
      ? []
      : [{ label: t('label.email'), value: shown('applicant.email', applicant.email) }]),
    ...(applicant.address === null
      ? []
      : [{ label: t('label.address'), value: shown('applicant.address', applicant.address) }]),
    ...(representative
      ? [
          {
            label: t('label.representative'),
            value: `${representative.name}, ${t(`identity.${representative.identity.kind}`, { number: representative.identity.number })}, ${representative.phone}`,
          },
          { label: t('label.authority'), value: representative.authority },
        ]
      : []),
  ];
}

/** The dossier that details were taken over from, by its code where it is on this machine. */
function PrefillSource({ prefill }: { readonly prefill: NonNullable<Reception['prefill']> }) {
  const { t } = useTranslation('dossier');
  const source = useLiveQuery(() => dossierById(services().db, prefill.fromDossier), [prefill.fromDossier]);
  return (
    <>
      {source ? t('prefill.from', { code: codeOf(source.dossier) }) : t('prefill.from-other')}{' '}
      <When at={prefill.at} />
    </>
  );
}

/** What reception recorded beside the entry itself: consent to use earlier details again, a doubt the clerk kept. */
function useRecordedFacts({ prefill, identityDoubt }: Reception): readonly Fact[] {
  const { t } = useTranslation('dossier');
  return [
    ...(prefill ? [{ label: t('label.prefill'), value: <PrefillSource prefill={prefill} /> }] : []),
    ...(identityDoubt
      ? [
          {
            label: t('label.identity-doubt'),
            value: identityDoubt.what.map((each) => t(`identity-doubt.${each}`)).join(' '),
          },
        ]
      : []),
  ];
}

function useDueWords({ deadline }: Reception): string {
  const { t, i18n } = useTranslation('dossier');
  const { rule } = deadline;
  if (rule.kind === 'same-day') return t('due-rule.same-day', { cutOff: rule.cutOff });
  return t('due-rule.working-days', {
    count: rule.days,
    from: formatWhen(`${deadline.startsOn}T05:00:00Z`, 'date', i18n.language),
  });
}

function useCaseFacts(dossier: Dossier, reception: Reception): readonly Fact[] {
  const { t } = useTranslation('dossier');
  const { fee, delivery, note } = reception;
  const dueWords = useDueWords(reception);
  const amount = formatDong(fee.total);
  const paid = dossier.payment;
  const online = paidOnline(dossier);
  const feeWords =
    fee.total === 0
      ? t('fee.free')
      : paid
        ? t('fee.paid', { amount, method: t(`method.${paid.method}`) })
        : online > 0
          ? t('fee.online', { amount, online: formatDong(online) })
          : t('fee.unpaid', { amount });
  return [
    { label: t('label.received'), value: <When at={reception.at} /> },
    {
      label: t('label.due'),
      value: (
        <>
          <Corrected dossier={dossier} field="dueAt">
            <When at={reception.dueAt} />
          </Corrected>
          <br />
          <span className={styles.who}>
            {reception.dueAt === reception.deadline.dueAt ? dueWords : t('due-changed')}
          </span>
        </>
      ),
    },
    { label: t('label.fee'), value: feeWords },
    {
      label: t('label.delivery'),
      value: (
        <Corrected dossier={dossier} field="delivery">
          {deliveryText(t, delivery)}
        </Corrected>
      ),
    },
    { label: t('label.channel'), value: t(`channel.${reception.channel}`) },
    { label: t('label.sets'), value: reception.sets },
    ...(note === ''
      ? []
      : [
          {
            label: t('label.note'),
            value: (
              <Corrected dossier={dossier} field="note">
                {note}
              </Corrected>
            ),
          },
        ]),
    ...(reception.procedure.authority === ''
      ? []
      : [{ label: t('label.decider'), value: reception.procedure.authority }]),
    ...(dossier.acceptance
      ? [{ label: t('label.portal-number'), value: dossier.acceptance.portalNumber }]
      : []),
    ...(codeOf(dossier) === reception.code
      ? []
      : [{ label: t('label.earlier-code'), value: reception.code }]),
  ];
}

/** What the dossier is: procedure, people, appointment, fee, and the documents handed in. */
export function Facts({ dossier, reception }: { readonly dossier: Dossier; readonly reception: Reception }) {
  const { t } = useTranslation('dossier');
  const procedure = {
    label: t('label.procedure'),
    value: `${reception.procedure.nameVi} (${reception.procedure.code})`,
  };
  const facts = [
    procedure,
    ...usePersonFacts(dossier, reception),
    ...useRecordedFacts(reception),
    ...useCaseFacts(dossier, reception),
    ...useReceiptFacts(dossier),
  ];
  return (
    <>
      <Section title={t('facts')}>
        <KeyValue facts={facts} />
      </Section>
      <Section title={t('documents')}>
        <DocumentsTable documents={dossier.documents} />
      </Section>
    </>
  );
}
