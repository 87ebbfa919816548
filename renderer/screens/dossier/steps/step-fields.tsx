import { useLiveQuery } from 'dexie-react-hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lastStep, type Dossier, type Reception } from '../../../../shared/domain/dossier/state.ts';
import { CheckField } from '../../../components/check-field.tsx';
import { NumberField } from '../../../components/number-field.tsx';
import { RadioChoice } from '../../../components/radio-choice.tsx';
import { SelectField } from '../../../components/select-field.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { nextItem } from '../../../use-cases/post-results.ts';
import { AddressBoxes, DueBoxes } from '../correction-value.tsx';
import styles from '../dossier.module.css';
import { ResultChecks } from '../results/result-checks.tsx';
import { CountTable } from './count-table.tsx';
import { askableRows, broughtRows, heldOriginals, type ClerkStep } from './read-step.ts';

export interface StepFieldsProps {
  readonly step: ClerkStep;
  readonly dossier: Dossier;
  readonly reception: Reception;
  /** The error of a box, by the path of what it fills. */
  readonly errorOf: (...paths: readonly string[]) => string | null;
}

type Error = StepFieldsProps['errorOf'];

function Reason({ errorOf, first = false }: { readonly errorOf: Error; readonly first?: boolean }) {
  const { t } = useTranslation('life');
  return (
    <TextField
      name="reason"
      label={t('field.reason')}
      multiline
      rows={2}
      autoFocus={first}
      error={errorOf('reason')}
      maxLength={1000}
    />
  );
}

function Ground({ errorOf }: { readonly errorOf: Error }) {
  const { t } = useTranslation('life');
  return (
    <TextField
      name="ground"
      label={t('field.ground')}
      description={t('field.ground-about')}
      error={errorOf('ground')}
      autoFocus
    />
  );
}

/** How many of each original the office holds are given back; all of them unless changed. */
function Returned({ dossier }: { readonly dossier: Dossier }) {
  const { t } = useTranslation('life');
  const held = heldOriginals(dossier);
  if (held.length === 0) return <p>{t('field.returned-none')}</p>;
  return (
    <fieldset>
      <legend>{t('field.returned')}</legend>
      {held.map(({ nameVi, originals }, i) => (
        <NumberField
          key={nameVi}
          name={`returned.${String(i)}`}
          label={nameVi}
          defaultValue={String(originals)}
        />
      ))}
    </fieldset>
  );
}

const IDENTITIES = ['citizen-id', 'old-id', 'passport'] as const;
type CollectorKind = 'owner' | 'representative' | 'proxy';

function Collector({ reception, errorOf }: Pick<StepFieldsProps, 'reception' | 'errorOf'>) {
  const { t } = useTranslation('life');
  const { applicant, representative } = reception;
  const kinds: readonly CollectorKind[] = [
    ...(applicant.kind === 'person' ? (['owner'] as const) : []),
    ...(representative ? (['representative'] as const) : []),
    'proxy',
  ];
  const [kind, setKind] = useState<CollectorKind>(kinds[0] ?? 'proxy');
  const [checked, setChecked] = useState(false);
  const words = {
    owner: `${t('field.owner')}: ${applicant.name}`,
    representative: t('field.representative', { name: representative?.name ?? '' }),
    proxy: t('field.proxy'),
  };
  return (
    <>
      <RadioChoice
        name="collector"
        label={t('field.collector')}
        options={kinds.map((value) => ({ value, label: words[value] }))}
        value={kind}
        onChange={setKind}
        error={errorOf('collector')}
      />
      {kind === 'proxy' && (
        <div className={styles.fields}>
          <TextField name="name" label={t('field.name')} error={errorOf('collector.name')} />
          <SelectField
            name="identity"
            label={t('field.identity')}
            options={IDENTITIES.map((value) => ({ value, label: t(`field.id-${value}`) }))}
          />
          <TextField name="number" label={t('field.number')} error={errorOf('collector.identity.number')} />
          <TextField
            name="authority"
            label={t('field.authority')}
            description={t('field.authority-about')}
            error={errorOf('collector.authority')}
          />
        </div>
      )}
      <CheckField
        name="checked"
        selected={checked}
        onChange={setChecked}
        invalid={errorOf('identityChecked') !== null}
      >
        {t('field.checked')}
      </CheckField>
      {errorOf('identityChecked') !== null && <p role="alert">{errorOf('identityChecked')}</p>}
    </>
  );
}

function Posting({ reception, errorOf }: Pick<StepFieldsProps, 'reception' | 'errorOf'>) {
  const { t } = useTranslation('life');
  const { applicant, delivery } = reception;
  const next = useLiveQuery(async () => (await nextItem()) ?? undefined, []);
  return (
    <div className={styles.fields}>
      <TextField
        key={next ?? ''}
        name="item"
        label={t('field.item')}
        description={t(next === undefined ? 'field.item-about' : 'field.item-next')}
        defaultValue={next ?? ''}
        error={errorOf('item')}
        autoFocus
      />
      <NumberField
        name="weight"
        label={t('field.weight')}
        description={t('field.weight-about')}
        error={errorOf('weight')}
      />
      <TextField
        name="recipient"
        label={t('field.recipient')}
        defaultValue={applicant.name}
        error={errorOf('recipient')}
      />
      <TextField
        name="phone"
        label={t('field.phone')}
        defaultValue={applicant.phone}
        error={errorOf('phone')}
      />
      <AddressBoxes
        address={delivery.kind === 'home' ? delivery.address : applicant.address}
        error={errorOf('address', 'address.street', 'address.ward', 'address.province')}
      />
    </div>
  );
}

/** The boxes of one step, filled with what is known. */
export function StepFields({ step, dossier, reception, errorOf }: StepFieldsProps) {
  const { t } = useTranslation(['life', 'dossier']);
  switch (step) {
    case 'supplementRequested':
      return (
        <>
          <CountTable label={t('field.asked')} rows={askableRows(dossier).map((nameVi) => ({ nameVi }))} />
          <Reason errorOf={errorOf} />
        </>
      );
    case 'supplementReceived':
      return <CountTable label={t('field.brought')} rows={broughtRows(dossier)} />;
    case 'refused':
    case 'stopped':
      return (
        <>
          <Ground errorOf={errorOf} />
          <Reason errorOf={errorOf} />
        </>
      );
    case 'withdrawn':
      return (
        <>
          <Reason errorOf={errorOf} first />
          <Returned dossier={dossier} />
        </>
      );
    case 'forwarded':
      return (
        <TextField
          name="to"
          label={t('field.to')}
          defaultValue={reception.procedure.authority}
          error={errorOf('to')}
          autoFocus
        />
      );
    case 'rescheduled':
      return (
        <div className={styles.fields}>
          <DueBoxes dueAt={reception.dueAt} error={errorOf('dueAt')} />
          <Reason errorOf={errorOf} />
          <TextField
            name="approver"
            label={t('dossier:correct-panel.approver')}
            error={errorOf('approver')}
          />
        </div>
      );
    case 'resultReady':
      return (
        <TextField
          name="resultNumber"
          label={t('field.result-number')}
          error={errorOf('resultNumber')}
          autoFocus
        />
      );
    case 'resultHandedOver':
      return (
        <>
          <Collector reception={reception} errorOf={errorOf} />
          <ResultChecks dossier={dossier} error={errorOf('checks')} />
          <Returned dossier={dossier} />
        </>
      );
    case 'resultPosted':
      return (
        <>
          <Posting reception={reception} errorOf={errorOf} />
          <ResultChecks dossier={dossier} error={errorOf('checks')} />
        </>
      );
    case 'deliveryFailed':
      return <Reason errorOf={errorOf} first />;
    case 'delivered':
    case 'deliveryReturned':
      return <p>{lastStep(dossier, 'resultPosted')?.data.recipient}</p>;
  }
}
