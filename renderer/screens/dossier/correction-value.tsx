import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CorrectableField } from '../../../shared/domain/dossier/correction.ts';
import type { Address, Delivery } from '../../../shared/domain/party.ts';
import { RadioChoice } from '../../components/radio-choice.tsx';
import { TextField } from '../../components/text-field.tsx';
import { formatDay, formatWhen } from '../../i18n/when.ts';

interface ValueProps {
  readonly field: CorrectableField;
  readonly current: unknown;
  readonly error: string | null;
}

/** Street, ward and province, and what the ward was called before 2025. */
export function AddressBoxes({
  address,
  error,
}: {
  readonly address: Address | null;
  readonly error: string | null;
}) {
  const { t } = useTranslation('dossier');
  return (
    <>
      <TextField
        name="street"
        label={t('correct-panel.street')}
        defaultValue={address?.street ?? ''}
        error={error}
      />
      <TextField name="ward" label={t('correct-panel.ward')} defaultValue={address?.ward ?? ''} />
      <TextField name="province" label={t('correct-panel.province')} defaultValue={address?.province ?? ''} />
      <TextField
        name="formerly"
        label={t('correct-panel.formerly')}
        description={t('correct-panel.formerly-about')}
        defaultValue={address?.formerly ?? ''}
      />
    </>
  );
}

function DeliveryBoxes({ delivery, error }: { readonly delivery: Delivery; readonly error: string | null }) {
  const { t } = useTranslation('dossier');
  const [kind, setKind] = useState(delivery.kind);
  return (
    <>
      <RadioChoice
        name="kind"
        label={t('correct-panel.to')}
        options={(['counter', 'home', 'online'] as const).map((value) => ({
          value,
          label: t(`delivery.${value}`),
        }))}
        value={kind}
        onChange={setKind}
        error={kind === 'home' ? null : error}
      />
      {kind === 'home' && (
        <AddressBoxes address={delivery.kind === 'home' ? delivery.address : null} error={error} />
      )}
    </>
  );
}

/** Date and time of an appointment. */
export function DueBoxes({ dueAt, error }: { readonly dueAt: string; readonly error: string | null }) {
  const { t, i18n } = useTranslation('dossier');
  return (
    <>
      <TextField
        name="date"
        label={t('correct-panel.date')}
        description={t('correct-panel.date-about')}
        defaultValue={formatWhen(dueAt, 'short', i18n.language)}
        error={error}
      />
      <TextField
        name="time"
        label={t('correct-panel.time')}
        defaultValue={formatWhen(dueAt, 'time', i18n.language)}
      />
    </>
  );
}

/** The boxes a field's new value is typed in, filled with the present one. */
export function CorrectionValue({ field, current, error }: ValueProps) {
  const { t } = useTranslation('dossier');
  const box = { name: 'value', label: t('correct-panel.to'), error };
  const text = typeof current === 'string' ? current : '';
  switch (field) {
    case 'applicant.address':
      return <AddressBoxes address={current as Address | null} error={error} />;
    case 'delivery':
      return <DeliveryBoxes delivery={current as Delivery} error={error} />;
    case 'dueAt':
      return <DueBoxes dueAt={text} error={error} />;
    case 'applicant.birthDate':
      return (
        <TextField
          {...box}
          description={t('correct-panel.date-about')}
          defaultValue={text === '' ? '' : formatDay(text)}
        />
      );
    case 'applicant.email':
      return <TextField {...box} description={t('correct-panel.to-clear')} defaultValue={text} />;
    case 'note':
      return <TextField {...box} multiline defaultValue={text} />;
    case 'applicant.name':
    case 'applicant.identity.number':
    case 'applicant.taxCode':
    case 'applicant.phone':
      return <TextField {...box} defaultValue={text} />;
  }
}
