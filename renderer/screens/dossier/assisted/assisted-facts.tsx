import { useTranslation } from 'react-i18next';
import { missingOf } from '../../../../shared/domain/dossier/assistance.ts';
import { isPresent } from '../../../../shared/domain/dossier/documents.ts';
import { aboutOf, type Dossier } from '../../../../shared/domain/dossier/state.ts';
import { KeyValue, type Fact } from '../../../components/key-value.tsx';
import { Section } from '../../../components/section.tsx';
import { When } from '../../../components/when.tsx';
import { deliveryText } from '../field-value.ts';

function usePersonFacts(dossier: Dossier): readonly Fact[] {
  const { t } = useTranslation('dossier');
  const applicant = aboutOf(dossier)?.applicant;
  if (!applicant) return [{ label: t('label.owner'), value: t('assisted.nobody') }];
  const person = applicant.kind === 'person';
  return [
    { label: t(person ? 'label.owner' : 'label.organisation'), value: applicant.name },
    person
      ? {
          label: t('label.identity'),
          value: t(`identity.${applicant.identity.kind}`, { number: applicant.identity.number }),
        }
      : { label: t('label.tax-code'), value: applicant.taxCode },
    { label: t('label.phone'), value: applicant.phone },
  ];
}

/** What is known of a dossier nothing of which was received at a counter yet; the three places kept apart. */
export function AssistedFacts({ dossier }: { readonly dossier: Dossier }) {
  const { t } = useTranslation('dossier');
  const { assistance, filing } = dossier;
  const about = aboutOf(dossier);
  const facts: readonly Fact[] = [
    ...(about
      ? [{ label: t('label.procedure'), value: `${about.procedure.nameVi} (${about.procedure.code})` }]
      : []),
    ...usePersonFacts(dossier),
    ...(assistance
      ? [
          {
            label: t('assisted.helped-at'),
            value: (
              <>
                {assistance.officeName} · <When at={assistance.at} />
              </>
            ),
          },
        ]
      : []),
    {
      label: t('assisted.received-at'),
      value: filing?.details ? (
        <>
          {t('assisted.portal')} · <When at={filing.details.filedAt} />
        </>
      ) : (
        t('assisted.nowhere')
      ),
    },
    ...(filing ? [{ label: t('label.portal-number'), value: filing.number }] : []),
    ...(filing?.details
      ? [{ label: t('label.due'), value: <When at={filing.details.deadline.dueAt} /> }]
      : []),
    ...(about ? [{ label: t('label.delivery'), value: deliveryText(t, about.delivery) }] : []),
    ...(about && about.procedure.authority !== ''
      ? [{ label: t('label.decider'), value: about.procedure.authority }]
      : []),
    ...(assistance && assistance.note !== '' ? [{ label: t('label.note'), value: assistance.note }] : []),
  ];
  const missing = assistance ? missingOf(assistance.documents) : [];
  const here = assistance?.documents.filter(isPresent) ?? [];
  return (
    <>
      <Section title={t('facts')}>
        <KeyValue facts={facts} />
      </Section>
      {assistance && (
        <Section title={t('assisted.documents')}>
          <ul>
            {missing.map((each) => (
              <li key={each.documentId}>
                ☐ {each.nameVi} · {t('assisted.missing')}
              </li>
            ))}
            {here.map((each) => (
              <li key={each.documentId}>☑ {each.nameVi}</li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
