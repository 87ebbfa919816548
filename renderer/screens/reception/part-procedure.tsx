import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../../shared/clock.ts';
import type { Procedure } from '../../../shared/domain/procedure.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Section } from '../../components/section.tsx';
import { When } from '../../components/when.tsx';
import { goTo } from '../../session/session.ts';
import { indexProcedures, whyNotReceivable, type FoundProcedure } from './find-procedures.ts';
import { GoneNotice, WithdrawnNotice } from './gone-notice.tsx';
import { Steps } from './part-guide.tsx';
import { ProcedureFinder, useChoose } from './procedure-finder.tsx';
import { deadlineWords, feeWords } from './procedure-words.ts';
import { usePreview, useProcedure, useReception } from './reception-context.ts';
import styles from './reception.module.css';

/** Part 1: what the citizen wants done. */
export function PartProcedure({ autoFocus }: { readonly autoFocus: boolean }) {
  const { t } = useTranslation(['reception', 'common']);
  const { catalogue, office, mode, now } = useReception();
  const procedure = useProcedure();
  const today = dayOf(now);
  const index = useMemo(
    () => indexProcedures(catalogue, office, today, mode),
    [catalogue, office, today, mode],
  );
  const refusal = procedure && whyNotReceivable(catalogue, office, procedure, today, mode);
  // What was chosen but can't be received.
  const [refused, setRefused] = useState<FoundProcedure | null>(null);
  const choose = useChoose(index, setRefused);
  return (
    <Section
      number={1}
      title={t('part.procedure')}
      aside={catalogue.sample && <span className={styles.sample}>{t('mark.sample')}</span>}
    >
      <ProcedureFinder
        key={mode}
        autoFocus={autoFocus}
        index={index}
        refused={refused}
        onRefused={setRefused}
        onChoose={choose}
      />
      {mode === 'receive' &&
        office &&
        index.entries.length > 0 &&
        index.entries.every((each) => each.refusal) && (
          <div className={styles.below}>
            <Notice
              kind="info"
              actions={
                <ActionButton
                  keys="Alt+V"
                  onPress={() => {
                    goTo('capabilities');
                  }}
                >
                  {t('common:screen.capabilities')}
                </ActionButton>
              }
            >
              {t('procedure.none-here', { office: office.nameVi })}
            </Notice>
          </div>
        )}
      {refused?.refusal?.code === 'procedure-withdrawn' ? (
        <WithdrawnNotice
          procedure={refused.procedure}
          index={index}
          title={refused.procedure.nameVi}
          onTake={choose}
        />
      ) : (
        <GoneNotice procedure={procedure} refusal={refusal} index={index} onTake={choose} />
      )}
      {procedure && !refusal && <ProcedureFacts procedure={procedure} />}
      {mode === 'guide' && !refusal && <Steps procedure={procedure} />}
    </Section>
  );
}

function ProcedureFacts({ procedure }: { readonly procedure: Procedure }) {
  const { t, i18n } = useTranslation('reception');
  const { catalogue, office } = useReception();
  const { deadline } = usePreview();
  const { verified } = procedure;
  const field = catalogue.fields.find((each) => each.code === procedure.fieldCode);
  const unverified = <span className={styles.unverified}>{t('mark.unverified')}</span>;
  return (
    <>
      <dl className={styles.facts}>
        <div>
          <dt>{t('fact.code')}</dt>
          <dd>
            {procedure.code} ·{' '}
            {(i18n.language === 'vi' ? field?.nameVi : field?.nameEn) ?? procedure.fieldCode}
            {verified.code !== 'yes' && unverified}
          </dd>
        </div>
        <div>
          <dt>{t('fact.deadline')}</dt>
          <dd>
            {deadlineWords(t, procedure.deadline)}
            {!verified.deadline && unverified}
          </dd>
        </div>
        <div>
          <dt>{t('fact.fee')}</dt>
          <dd>
            {feeWords(t, procedure.fees)}
            {!verified.fee && unverified}
          </dd>
        </div>
        {deadline && (
          <div>
            <dt>{t('fact.due')}</dt>
            <dd>
              <strong>
                <When at={deadline.dueAt} />
              </strong>
              {office?.closesAtVerified === false && unverified}
            </dd>
          </div>
        )}
      </dl>
      {deadline?.beyondCalendar === true && (
        <div className={styles.below}>
          <Notice kind="warning">{t('procedure.beyond-calendar')}</Notice>
        </div>
      )}
    </>
  );
}
