import { useCallback } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { openTwins } from '../../../shared/domain/dossier/memory.ts';
import { codeOf, stageOf, type ReceivedDossier } from '../../../shared/domain/dossier/state.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { Notice } from '../../components/notice.tsx';
import { When } from '../../components/when.tsx';
import { services } from '../../session/services.ts';
import { dossierById } from '../../store/queries.ts';
import { earlierDossiers } from '../../use-cases/earlier-dossiers.ts';
import { openDossier } from '../open-dossier.ts';
import { useAsked } from '../use-asked.ts';
import { fillable, takenBack } from './prefill.ts';
import { useReception } from './reception-context.ts';
import { EMPTY_VALUES, whoOf, type ReceptionValues } from './reception-values.ts';
import styles from './reception.module.css';

const NONE: readonly ReceivedDossier[] = [];

/** Earlier dossiers of whoever the form is about; follows the number and the data. */
function useEarlier(applicant: ReceptionValues['applicant']): readonly ReceivedDossier[] {
  const who = whoOf(applicant);
  const { key, number } = who ?? { key: '', number: '' };
  const found = useAsked(
    useCallback(
      async () => ({ key, earlier: key === '' ? NONE : await earlierDossiers({ key, number }) }),
      [key, number],
    ),
  );
  return found?.key === key ? found.earlier : NONE;
}

function useMemory() {
  const { form, now, leave } = useReception();
  const [applicant, procedure, prefill] = useWatch({
    control: form.control,
    name: ['applicant', 'procedure', 'prefill'],
  });
  const earlier = useEarlier(applicant);
  const [newest] = earlier;
  const key = whoOf(applicant)?.key ?? '';

  function change(details: ReturnType<typeof fillable>, prefill: ReceptionValues['prefill']) {
    const before = form.getValues('applicant');
    form.setValue('prefill', prefill);
    form.setValue('applicant', { ...before, ...details });
    leave('prefill');
  }
  return {
    newest,
    twin: openTwins(earlier, procedure)[0],
    /** From an earlier dossier of another number than the one that stands there now. */
    strange: prefill.fromDossier !== '' && prefill.key !== key,
    taken: prefill.fromDossier !== '' && prefill.key === key,
    offered: newest !== undefined && Object.keys(fillable(applicant, newest)).length > 0,
    take: () => {
      if (newest)
        change(fillable(form.getValues('applicant'), newest), { key, fromDossier: newest.id, at: now });
    },
    giveBack: async () => {
      const source = await dossierById(services().db, form.getValues('prefill.fromDossier'));
      const reception = source?.dossier.reception;
      const details =
        source && reception ? takenBack(form.getValues('applicant'), { ...source.dossier, reception }) : {};
      change(details, EMPTY_VALUES.prefill);
    },
  };
}

/**
 * Under the number: what an earlier dossier of the same applicant could fill in, taken over only when the clerk says that
 * they agree; and a dossier of theirs for the same procedure that is still under way. Neither stands in the way.
 */
export function MemoryLine() {
  const { t } = useTranslation('reception');
  const { newest, twin, strange, taken, offered, take, giveBack } = useMemory();
  const code = newest ? codeOf(newest) : '';
  const back = () => void giveBack();
  return (
    <>
      {strange || taken ? (
        <Offer
          text={strange ? t('memory.strange') : t('memory.taken', { code })}
          action={t('memory.give-back')}
          warn={strange}
          run={back}
        />
      ) : (
        newest &&
        offered && (
          <Offer
            text={
              <>
                {t('memory.offer', { name: newest.reception.applicant.name })}{' '}
                <When at={newest.reception.at} style="date" />
              </>
            }
            action={t('memory.take')}
            run={take}
          />
        )
      )}
      {twin && <Twin twin={twin} />}
    </>
  );
}

function Offer({
  text,
  action,
  warn = false,
  run,
}: {
  readonly text: React.ReactNode;
  readonly action: string;
  readonly warn?: boolean;
  readonly run: () => void;
}) {
  useHotkeys([{ keys: 'Alt+M', label: action, run }]);
  return (
    <div className={`${styles.memory} ${warn ? styles.error : ''}`} role="status">
      <span>{text}</span>
      <ActionButton keys="Alt+M" look="quiet" onPress={run}>
        {action}
      </ActionButton>
    </div>
  );
}

function Twin({ twin }: { readonly twin: ReceivedDossier }) {
  const { t } = useTranslation(['reception', 'life']);
  const open = () => {
    openDossier(twin.id);
  };
  useHotkeys([{ keys: 'Alt+O', label: t('memory.open'), run: open }]);
  return (
    <div className={styles.whole}>
      <Notice
        kind="warning"
        announce
        actions={
          <ActionButton keys="Alt+O" onPress={open}>
            {t('memory.open')}
          </ActionButton>
        }
      >
        {t('memory.twin', { code: codeOf(twin), stage: t(`life:stage.${stageOf(twin)}`) })}
      </Notice>
    </div>
  );
}
