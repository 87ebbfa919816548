import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  INCIDENT_KINDS,
  type NoteEntry,
  type ReportedIncident,
} from '../../../shared/domain/incident/incident.ts';
import { may } from '../../../shared/domain/rights.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import { CheckField } from '../../components/check-field.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { readTyped, typedTime } from '../../i18n/when.ts';
import { now } from '../../session/clock.ts';
import { useSession } from '../../session/session.ts';
import { noteIncident, reportIncident } from '../../use-cases/incidents.ts';
import { PanelForm } from '../dossier/panel-form.tsx';
import { typedIn } from '../typed-in.ts';
import styles from './privacy.module.css';

interface FormProps {
  readonly onCancel: () => void;
  readonly onDone: () => void;
}

/** What a form says of its fields; whatever is of none of them stands above. */
function useFaults(fields: readonly string[]) {
  const errorText = useErrorText();
  const [errors, setErrors] = useState<readonly AppError[]>([]);
  const of = (field: string) => {
    const found = errors.find((error) => error.field === field);
    return found ? errorText(found) : null;
  };
  const rest = errors.find(({ field }) => field === undefined || !fields.includes(field));
  const settle = (saved: Result<unknown, readonly AppError[]>, onDone: () => void): boolean => {
    setErrors(saved.ok ? [] : saved.error);
    if (saved.ok) onDone();
    return saved.ok;
  };
  return { of, rest: rest ? errorText(rest) : null, settle };
}

export function IncidentReportForm({ onCancel, onDone }: FormProps) {
  const { t } = useTranslation('privacy');
  const faults = useFaults(['what', 'foundAt', 'text', 'people', 'measures']);
  return (
    <PanelForm
      title={t('incident.report')}
      save={t('incident.save')}
      error={faults.rest}
      onCancel={onCancel}
      onSubmit={async (values) => {
        const saved = await reportIncident({
          what: typedIn(values, 'what') as (typeof INCIDENT_KINDS)[number],
          foundAt: readTyped(typedIn(values, 'foundAt')),
          text: typedIn(values, 'text'),
          people: typedIn(values, 'people').trim() === '' ? Number.NaN : Number(typedIn(values, 'people')),
          measures: typedIn(values, 'measures'),
        });
        return faults.settle(saved, onDone);
      }}
    >
      <div className={styles.find}>
        <SelectField
          name="what"
          label={t('incident.what')}
          autoFocus
          options={INCIDENT_KINDS.map((kind) => ({ value: kind, label: t(`incident.kind.${kind}`) }))}
          error={faults.of('what')}
        />
        <TextField
          name="foundAt"
          type="datetime-local"
          label={t('incident.found-at')}
          defaultValue={typedTime(now())}
          error={faults.of('foundAt')}
        />
        <TextField
          name="people"
          label={t('incident.people')}
          inputMode="numeric"
          maxLength={7}
          error={faults.of('people')}
        />
      </div>
      <TextField
        name="text"
        label={t('incident.text')}
        multiline
        maxLength={2000}
        error={faults.of('text')}
      />
      <TextField
        name="measures"
        label={t('incident.measures')}
        multiline
        maxLength={2000}
        error={faults.of('measures')}
      />
    </PanelForm>
  );
}

const TELL = ['supervisor', 'authority', 'people'] as const;

export function IncidentNoteForm({
  incident,
  onCancel,
  onDone,
}: FormProps & { readonly incident: ReportedIncident }) {
  const { t } = useTranslation('privacy');
  const faults = useFaults(['text']);
  const administers = useSession((session) => may(session.staff?.role, 'administer'));
  const [told, setTold] = useState<NoteEntry['told']>([]);
  const [closes, setCloses] = useState(false);
  return (
    <PanelForm
      title={t('incident.note')}
      save={t('incident.save')}
      error={faults.rest}
      onCancel={onCancel}
      onSubmit={async (values) =>
        faults.settle(
          await noteIncident(incident.id, { text: typedIn(values, 'text'), told, closes }),
          onDone,
        )
      }
    >
      <TextField
        name="text"
        label={t('incident.note-text')}
        multiline
        autoFocus
        maxLength={2000}
        error={faults.of('text')}
      />
      {TELL.map((whom) => (
        <CheckField
          key={whom}
          selected={told.includes(whom)}
          onChange={(on) => setTold(on ? [...told, whom] : told.filter((each) => each !== whom))}
        >
          {t('incident.told-now', { whom: t(`incident.tell.${whom}`) })}
        </CheckField>
      ))}
      <CheckField selected={closes} onChange={setCloses} disabled={!administers}>
        {t(administers ? 'incident.closes' : 'incident.closes-supervisor')}
      </CheckField>
    </PanelForm>
  );
}
