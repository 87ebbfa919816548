import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../../shared/clock.ts';
import type { Procedure } from '../../../shared/domain/procedure.ts';
import type { AppError } from '../../../shared/errors.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { Notice } from '../../components/notice.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { formatDay } from '../../i18n/when.ts';
import type { FoundProcedure, ProcedureIndex } from './find-procedures.ts';
import { useReception } from './reception-context.ts';
import styles from './reception.module.css';

interface WithdrawnProps {
  readonly procedure: Procedure;
  readonly index: ProcedureIndex;
  readonly title: string;
  readonly onTake: (code: string) => void;
}

/** A procedure that is not in force: since when, why, and what stands in its place, one key away. */
export function WithdrawnNotice({ procedure, index, title, onTake }: WithdrawnProps) {
  const { t } = useTranslation('reception');
  const { now } = useReception();
  const { code, effectiveFrom, withdrawnFrom, withdrawal } = procedure;
  const ahead = effectiveFrom > dayOf(now);
  const replacing = (withdrawal?.replacedBy ?? []).flatMap((each) => {
    const known = index.entries.find((entry) => entry.procedure.code === each);
    return known ? [known] : [];
  });
  const unknown = (withdrawal?.replacedBy ?? []).filter(
    (each) => !replacing.some((known) => known.procedure.code === each),
  );
  return (
    <div className={styles.below}>
      <Notice
        kind="error"
        title={title}
        actions={replacing[0] && <TakeInstead found={replacing[0]} onTake={onTake} />}
      >
        {ahead
          ? t('withdrawn.ahead', { code, day: formatDay(effectiveFrom) })
          : t('withdrawn.since', { code, day: formatDay(withdrawnFrom ?? effectiveFrom) })}{' '}
        {withdrawal && t('withdrawn.because', { reason: withdrawal.reason })}{' '}
        {!ahead && replacing.length + unknown.length === 0 && t('withdrawn.nothing')}
        <ul>
          {replacing.map((each) => (
            <li key={each.procedure.code}>
              {t('withdrawn.instead', { code: each.procedure.code, name: each.procedure.nameVi })}
            </li>
          ))}
          {unknown.map((each) => (
            <li key={each}>{t('withdrawn.instead-unknown', { code: each })}</li>
          ))}
        </ul>
        {t('withdrawn.kept')}
      </Notice>
    </div>
  );
}

function TakeInstead({
  found: { procedure, refusal },
  onTake,
}: {
  readonly found: FoundProcedure;
  readonly onTake: (code: string) => void;
}) {
  const { t } = useTranslation('reception');
  const errorText = useErrorText();
  const label = t('withdrawn.take', { code: procedure.code });
  const take = () => {
    if (!refusal) onTake(procedure.code);
  };
  useHotkeys([{ keys: 'Alt+Y', label, run: take }]);
  return (
    <ActionButton keys="Alt+Y" onPress={take} blocked={refusal && errorText(refusal)}>
      {label}
    </ActionButton>
  );
}

interface GoneProps {
  readonly procedure: Procedure | null;
  readonly refusal: AppError | null;
  readonly index: ProcedureIndex;
  readonly onTake: (code: string) => void;
}

/** Said when the catalogue changed under an open draft: nothing typed is lost, another procedure must be chosen. */
export function GoneNotice({ procedure, refusal, index, onTake }: GoneProps) {
  const { t } = useTranslation('reception');
  const errorText = useErrorText();
  const { form } = useReception();
  const code = useWatch({ control: form.control, name: 'procedure' });
  if (code === '' || (procedure && !refusal)) return null;
  if (procedure && refusal?.code === 'procedure-withdrawn')
    return (
      <WithdrawnNotice
        procedure={procedure}
        index={index}
        title={t('procedure.gone-title')}
        onTake={onTake}
      />
    );
  return (
    <div className={styles.below}>
      <Notice kind="error" title={t('procedure.gone-title')}>
        {refusal === null
          ? t('procedure.gone-unknown', { code })
          : t('procedure.gone-not-here', { why: errorText(refusal) })}
      </Notice>
    </div>
  );
}
