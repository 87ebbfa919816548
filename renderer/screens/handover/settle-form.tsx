import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BatchDifference, SentBatch } from '../../../shared/domain/handover/batch.ts';
import { RadioChoice } from '../../components/radio-choice.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { goTo } from '../../session/session.ts';
import { settleDifference } from '../../use-cases/hand-over.ts';
import { PanelForm } from '../dossier/panel-form.tsx';
import { typedIn } from '../typed-in.ts';
import { useRequest } from '../use-request.ts';
import { addToList } from './list-draft.ts';

interface SettleFormProps {
  readonly batch: SentBatch;
  readonly difference: BatchDifference;
  readonly onDone: () => void;
}

type Outcome = 'found' | 'lost' | 'sent-again';

/** Puts the dossier on the list being made: sending that settles the difference, and not before. */
async function listAgain(batch: SentBatch, dossierId: string, explanation: string): Promise<void> {
  const line = batch.sent.lines.find((each) => each.dossierId === dossierId);
  if (!line) return;
  await addToList(batch.sent.to.id, [{ ...line, again: { batch: batch.id, explanation } }]);
  goTo('handover', { view: 'make' });
}

/** What became of a difference, with an explanation: one after the other. */
export function SettleForm({ batch, difference, onDone }: SettleFormProps) {
  const { t } = useTranslation('handover');
  const errorText = useErrorText();
  const [outcome, setOutcome] = useState<Outcome>('found');
  const { errors, run } = useRequest();
  const { dossierId, what } = difference;
  const line = batch.sent.lines.find((each) => each.dossierId === dossierId);
  const outcomes: readonly Outcome[] =
    what === 'missing' ? ['found', 'sent-again', 'lost'] : ['found', 'lost'];
  async function submit(values: FormData): Promise<boolean> {
    const explanation = typedIn(values, 'explanation');
    if (outcome === 'sent-again' && explanation.trim() !== '') {
      await listAgain(batch, dossierId, explanation);
      return true;
    }
    const done = await run(() =>
      settleDifference(batch.id, {
        dossierId,
        outcome: outcome === 'lost' ? 'lost' : 'found',
        explanation,
      }),
    );
    if (done) onDone();
    return done;
  }
  const [error] = errors;
  return (
    <PanelForm
      title={t('settle.title', { code: line?.code, name: line?.applicantName })}
      save={outcome === 'sent-again' ? t('settle.to-list') : t('settle.save')}
      error={error && error.field !== 'explanation' ? errorText(error) : null}
      onSubmit={submit}
      onCancel={onDone}
    >
      <p>
        {t(`line.${what}`)}: {difference.note}
      </p>
      <RadioChoice
        label={t('settle.outcome')}
        value={outcome}
        onChange={setOutcome}
        options={outcomes.map((value) => ({ value, label: t(`settled.${value}`) }))}
      />
      <TextField
        name="explanation"
        label={t('settle.explanation')}
        autoFocus
        error={error?.field === 'explanation' ? errorText(error) : null}
      />
    </PanelForm>
  );
}
