import { useTranslation } from 'react-i18next';
import { whyNot } from '../../../../shared/domain/dossier/decide-life.ts';
import { stageOf, type Dossier } from '../../../../shared/domain/dossier/state.ts';
import { ActionButton } from '../../../components/action-button.tsx';
import { useHotkeys } from '../../../components/hotkeys.ts';
import { useSession } from '../../../session/session.ts';
import screen from '../../screen.module.css';
import { CLERK_STEPS, type ClerkStep } from './read-step.ts';

/** Where the dossier is in its life. */
export function StageName({ dossier }: { readonly dossier: Dossier }) {
  const { t } = useTranslation('life');
  return <strong data-testid="stage">{t(`stage.${stageOf(dossier)}`)}</strong>;
}

/** The steps that can be taken now, each with its number key; none that cannot. */
export function StepBar({
  dossier,
  onStep,
}: {
  readonly dossier: Dossier;
  readonly onStep: (step: ClerkStep) => void;
}) {
  const { t } = useTranslation(['life', 'dossier']);
  const staff = useSession((session) => session.staff);
  const steps = CLERK_STEPS.filter((step) => whyNot(dossier, step) === null).map((step, i) => ({
    step,
    keys: `Alt+${String(i + 1)}`,
    label: t(`do.${step}`),
  }));
  useHotkeys(
    steps.map(({ step, keys, label }) => ({
      keys,
      label,
      run: () => {
        if (staff) onStep(step);
      },
    })),
  );
  if (steps.length === 0) return null;
  return (
    <div className={`${screen.row} ${screen.compact}`} role="toolbar" aria-label={t('bar')}>
      {steps.map(({ step, keys, label }) => (
        <ActionButton
          key={step}
          keys={keys}
          onPress={() => onStep(step)}
          blocked={staff ? null : t('dossier:blocked.sign-in')}
        >
          {label}
        </ActionButton>
      ))}
    </div>
  );
}
