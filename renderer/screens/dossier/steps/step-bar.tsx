import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { whyNot } from '../../../../shared/domain/dossier/decide-life.ts';
import { stageOf, type Dossier } from '../../../../shared/domain/dossier/state.ts';
import { ActionButton } from '../../../components/action-button.tsx';
import { useHotkeys } from '../../../components/hotkeys.ts';
import { services } from '../../../session/services.ts';
import { useSession } from '../../../session/session.ts';
import { currentCatalogue } from '../../../store/queries.ts';
import screen from '../../screen.module.css';
import { CLERK_STEPS, type ClerkStep } from './read-step.ts';

/** Whether the office hands over in batches: then nothing leaves it without one. Undefined until it is known. */
function useInBatches(): boolean | undefined {
  const office = useSession((session) => session.device?.office.id);
  return useLiveQuery(async () => {
    const catalogue = await currentCatalogue(services().db);
    return (catalogue?.offices.find(({ id }) => id === office)?.handsOverTo ?? []).length > 0;
  }, [office]);
}

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
  const { t } = useTranslation(['life', 'dossier', 'handover']);
  const staff = useSession((session) => session.staff);
  const inBatches = useInBatches();
  const possible = CLERK_STEPS.filter((step) => whyNot(dossier, step) === null);
  const offered = possible.filter((step) => step !== 'forwarded' || inBatches === false);
  const steps = offered.map((step, i) => ({
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
      {inBatches === true && possible.includes('forwarded') && (
        <span className={screen.muted}>{t('handover:in-batches')}</span>
      )}
    </div>
  );
}
