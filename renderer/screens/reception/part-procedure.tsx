import { useEffect, useMemo, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../../shared/clock.ts';
import type { Procedure } from '../../../shared/domain/procedure.ts';
import type { AppError } from '../../../shared/errors.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { ComboSearch } from '../../components/combo-search.tsx';
import { Notice } from '../../components/notice.tsx';
import { Section } from '../../components/section.tsx';
import { When } from '../../components/when.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { services } from '../../session/services.ts';
import { goTo } from '../../session/session.ts';
import { procedureUses } from '../../store/queries.ts';
import { findProcedures, indexProcedures, whyNotReceivable, type FoundProcedure } from './find-procedures.ts';
import { Steps } from './part-guide.tsx';
import { deadlineWords, feeWords, refusalWords } from './procedure-words.ts';
import { usePreview, useProcedure, useReception } from './reception-context.ts';
import styles from './reception.module.css';
import { rowsFor } from './document-rows.ts';

/** So many dossiers back says what a counter mostly receives. */
const LOOKED_BACK = 100;

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
  return (
    <Section
      number={1}
      title={t('part.procedure')}
      aside={catalogue.sample && <span className={styles.sample}>{t('mark.sample')}</span>}
    >
      <ProcedureFinder key={mode} autoFocus={autoFocus} index={index} />
      {mode === 'receive' && office && index.length > 0 && index.every((each) => each.refusal) && (
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
      <GoneNotice known={procedure !== null} refusal={refusal} />
      {procedure && !refusal && <ProcedureFacts procedure={procedure} />}
      {mode === 'guide' && <Steps procedure={procedure} />}
    </Section>
  );
}

/** What this counter mostly receives. Read once a form: a live one would read it all again for every answer of the portal. */
function useProcedureUses(): ReadonlyMap<string, number> | undefined {
  const [used, setUsed] = useState<ReadonlyMap<string, number>>();
  useEffect(() => void procedureUses(services().db, LOOKED_BACK).then(setUsed), []);
  return used;
}

function ProcedureFinder({
  autoFocus,
  index,
}: {
  readonly autoFocus: boolean;
  readonly index: ReturnType<typeof indexProcedures>;
}) {
  const { t, i18n } = useTranslation('reception');
  const errorText = useErrorText();
  const { form, mode, wanted, errorOf, leave, focusField } = useReception();
  const chosen = useProcedure();
  // What is typed in the finder; null shows the chosen procedure.
  const [query, setQuery] = useState<string | null>(null);
  const [refused, setRefused] = useState<AppError | null>(null);
  const used = useProcedureUses();
  const found = useMemo(() => findProcedures(index, query ?? '', used), [index, query, used]);
  const name = chosen?.nameVi ?? '';
  // Enter takes the first match, which the list shows as chosen, unless the clerk has walked to another.
  const best = query !== null && query.trim() !== '' ? found[0] : undefined;

  function choose(code: string) {
    const entry = index.find((each) => each.procedure.code === code);
    if (!entry) return;
    setRefused(entry.refusal);
    if (entry.refusal) {
      wanted.current = code;
      return;
    }
    setQuery(null);
    form.setValue('procedure', code);
    form.setValue('documents', rowsFor(entry.procedure, form.getValues('documents')));
    leave('procedure');
    if (mode === 'guide') {
      focusField('guide.steps');
      return;
    }
    focusField(
      form.getValues('applicant.kind') === 'person' ? 'applicant.identity.number' : 'applicant.taxCode',
    );
  }

  return (
    <div
      data-field="procedure"
      onFocus={(event) => {
        if (event.target instanceof HTMLInputElement) event.target.select();
      }}
      data-enter-own={best ? '' : undefined}
      onKeyDownCapture={(event) => {
        const { key, shiftKey, ctrlKey, nativeEvent, target } = event;
        const walked = target instanceof HTMLElement && target.hasAttribute('aria-activedescendant');
        if (!best || walked || key !== 'Enter' || shiftKey || ctrlKey || nativeEvent.isComposing) return;
        choose(best.procedure.code);
        // The list closes by itself then, and the reason under the box can be read.
        if (best.refusal) return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <ComboSearch
        label={t('procedure.find')}
        placeholder={t('procedure.placeholder')}
        options={found.map((each) => optionOf(each))}
        text={query ?? name}
        onText={(text) => {
          if (text !== (query ?? name)) setRefused(null);
          setQuery(text === name ? null : text);
        }}
        selected={chosen?.code ?? null}
        onSelect={choose}
        onBlur={() => {
          if (chosen) setQuery(null);
          leave('procedure');
        }}
        error={refused ? errorText(refused) : errorOf('procedure')}
        emptyText={t('procedure.none')}
        wide
        enterTakesFirst={best !== undefined}
        autoFocus={autoFocus}
      />
    </div>
  );

  function optionOf({ procedure, field, refusal }: FoundProcedure) {
    const english = i18n.language !== 'vi' && procedure.nameEn !== '' ? procedure.nameEn : null;
    const facts = [
      english,
      i18n.language === 'vi' ? field.nameVi : field.nameEn,
      deadlineWords(t, procedure.deadline),
      feeWords(t, procedure.fees),
      t('procedure.documents', { count: procedure.documents.length }),
      procedure.verified.code === 'yes' ? null : t('mark.code-unverified'),
    ];
    return {
      id: procedure.code,
      text: procedure.nameVi,
      detail: facts.filter((fact) => fact !== null).join(' · '),
      aside: refusal ? `${procedure.code} · ${refusalWords(t, refusal)}` : procedure.code,
    };
  }
}

/** Said when the catalogue changed under an open draft: nothing typed is lost, another procedure must be chosen. */
function GoneNotice({ known, refusal }: { readonly known: boolean; readonly refusal: AppError | null }) {
  const { t } = useTranslation('reception');
  const errorText = useErrorText();
  const { form } = useReception();
  const code = useWatch({ control: form.control, name: 'procedure' });
  if (code === '' || (known && !refusal)) return null;
  return (
    <div className={styles.below}>
      <Notice kind="error" title={t('procedure.gone-title')}>
        {refusal === null
          ? t('procedure.gone-unknown', { code })
          : refusal.code === 'procedure-withdrawn'
            ? t('procedure.gone-withdrawn', { code })
            : t('procedure.gone-not-here', { why: errorText(refusal) })}
      </Notice>
    </div>
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
