import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDong } from '../../../../shared/domain/money.ts';
import { chosenForm, formOfStep, type FormRef } from '../../../../shared/domain/dossier/form-print.ts';
import { lastStep, type Dossier, type Reception } from '../../../../shared/domain/dossier/state.ts';
import { Notice } from '../../../components/notice.tsx';
import { useErrorText } from '../../../i18n/error-text.ts';
import { receiveSupplement, takeStep } from '../../../use-cases/change-dossier.ts';
import { postResult } from '../../../use-cases/post-results.ts';
import { typedIn } from '../../typed-in.ts';
import { useRequest } from '../../use-request.ts';
import { PanelForm } from '../panel-form.tsx';
import { readBrought, readStep, type ClerkStep } from './read-step.ts';
import { StepFields } from './step-fields.tsx';

interface StepPanelProps {
  readonly step: ClerkStep;
  readonly dossier: Dossier;
  readonly reception: Reception;
  /** `form`: the form the saved step is told on; null for none. */
  readonly onDone: (said: string, form: FormRef | null) => void;
  readonly onCancel: () => void;
}

/** Paths of the boxes on the page; an error of anything else is said above them. */
const BOXES: ReadonlySet<string> = new Set([
  ...['reason', 'ground', 'to', 'dueAt', 'approver', 'resultNumber', 'collector', 'collector.name'],
  ...[
    'collector.identity.number',
    'collector.authority',
    'identityChecked',
    'checks',
    'item',
    'recipient',
    'phone',
    'weight',
  ],
  ...['address', 'address.street', 'address.ward', 'address.province'],
]);

/** The form of the step taken last, in words of the set that serves the dossier; null when it has none. */
function madeOut(saved: Dossier): FormRef | null {
  const step = saved.life?.steps.at(-1);
  const form = step ? formOfStep(step) : null;
  return form?.step && chosenForm(saved, form, form.step.at) ? form : null;
}

/** Takes one step of the dossier's life. */
export function StepPanel({ step, dossier, reception, onDone, onCancel }: StepPanelProps) {
  const { t } = useTranslation('life');
  const errorText = useErrorText();
  const { errors, run } = useRequest();
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What has no first box to be focused by itself: a group of choices, or nothing to fill in at all.
    const root = fields.current;
    if (root && !root.contains(document.activeElement))
      (root.querySelector<HTMLElement>('input, select, textarea') ?? root).focus();
  }, [step]);
  const other = errors.find(({ field }) => field === undefined || !BOXES.has(field));
  const errorOf = (...paths: readonly string[]) => {
    const error = errors.find(({ field }) => field !== undefined && paths.includes(field));
    return error ? errorText(error) : null;
  };
  async function submit(values: FormData): Promise<boolean> {
    const typed = (name: string) => typedIn(values, name);
    let form: FormRef | null = null;
    const done = await run(async () => {
      const saved = await (step === 'supplementReceived'
        ? receiveSupplement({ dossierId: dossier.id, documents: readBrought(dossier, typed) })
        : step === 'resultPosted'
          ? postResult(dossier.id, readStep(step, dossier, typed), typed('weight'))
          : takeStep(dossier.id, readStep(step, dossier, typed)));
      if (saved.ok) form = madeOut(saved.value);
      return saved;
    });
    if (done) onDone(t('done', { step: t(`do.${step}`) }), form);
    return done;
  }
  const gives = step === 'resultHandedOver' || step === 'resultPosted';
  const unpaid = gives && reception.fee.total > 0 && !dossier.payment;
  const item = lastStep(dossier, 'resultPosted')?.data.item ?? '';
  return (
    <PanelForm
      title={t(`do.${step}`)}
      save={t('save')}
      error={other ? errorText(other) : null}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <p>{t(`about.${step}`, { item })}</p>
      {unpaid && <Notice kind="warning">{t('unpaid', { amount: formatDong(reception.fee.total) })}</Notice>}
      <div ref={fields} tabIndex={-1}>
        <StepFields step={step} dossier={dossier} reception={reception} errorOf={errorOf} />
      </div>
    </PanelForm>
  );
}
