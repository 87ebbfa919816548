import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ComboSearch } from '../../components/combo-search.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { services } from '../../session/services.ts';
import { procedureUses } from '../../store/queries.ts';
import { rowsFor } from './document-rows.ts';
import { findProcedures, type FoundProcedure, type ProcedureIndex } from './find-procedures.ts';
import { deadlineWords, feeWords, refusalWords } from './procedure-words.ts';
import { useProcedure, useReception } from './reception-context.ts';

/** So many dossiers back says what a counter mostly receives. */
const LOOKED_BACK = 100;
/** So many are listed at a time: more than anybody reads, few enough to be there at once. */
const LISTED = 50;

/** What this counter mostly receives. Read once a form: a live one would read it all again for every answer of the portal. */
function useProcedureUses(): ReadonlyMap<string, number> | undefined {
  const [used, setUsed] = useState<ReadonlyMap<string, number>>();
  useEffect(() => void procedureUses(services().db, LOOKED_BACK).then(setUsed), []);
  return used;
}

/** Takes a procedure by its code, and goes on to the applicant; one that can't be received is given to `onRefused`. */
export function useChoose(
  index: ProcedureIndex,
  onRefused: (refused: FoundProcedure | null) => void,
): (code: string) => boolean {
  const { form, mode, wanted, leave, focusField } = useReception();
  return (code) => {
    const entry = index.entries.find((each) => each.procedure.code === code);
    if (!entry) return false;
    onRefused(entry.refusal ? entry : null);
    if (entry.refusal) {
      wanted.current = code;
      return false;
    }
    form.setValue('procedure', code);
    form.setValue('documents', rowsFor(entry.procedure, form.getValues('documents')));
    leave('procedure');
    if (mode === 'guide') {
      // What explains it is there after the next render.
      setTimeout(() => {
        focusField('guide.steps');
      });
      return true;
    }
    focusField(
      form.getValues('applicant.kind') === 'person' ? 'applicant.identity.number' : 'applicant.taxCode',
    );
    return true;
  };
}

interface FinderProps {
  readonly autoFocus: boolean;
  readonly index: ProcedureIndex;
  readonly refused: FoundProcedure | null;
  readonly onRefused: (refused: FoundProcedure | null) => void;
  /** Whether it was taken. */
  readonly onChoose: (code: string) => boolean;
}

/** The box in which the procedure is found by code, name or field. */
export function ProcedureFinder({ autoFocus, index, refused, onRefused, onChoose }: FinderProps) {
  const { t, i18n } = useTranslation('reception');
  const errorText = useErrorText();
  const { errorOf, leave } = useReception();
  const chosen = useProcedure();
  // What is typed in the finder; null shows the chosen procedure.
  const [query, setQuery] = useState<string | null>(null);
  const used = useProcedureUses();
  const found = useMemo(() => findProcedures(index, query ?? '', used), [index, query, used]);
  const name = chosen?.nameVi ?? '';
  // Enter takes the first match, which the list shows as chosen, unless the clerk has walked to another.
  const best = query !== null && query.trim() !== '' ? found[0] : undefined;

  function choose(code: string) {
    if (onChoose(code)) setQuery(null);
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
        options={found.slice(0, LISTED).map((each) => optionOf(each))}
        moreText={found.length > LISTED ? t('procedure.more', { count: found.length - LISTED }) : null}
        text={query ?? name}
        onText={(text) => {
          if (text !== (query ?? name)) onRefused(null);
          setQuery(text === name ? null : text);
        }}
        selected={chosen?.code ?? null}
        onSelect={choose}
        onBlur={() => {
          if (chosen) setQuery(null);
          leave('procedure');
        }}
        error={refused?.refusal ? errorText(refused.refusal) : errorOf('procedure')}
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
      aside: refusal ? `${procedure.code} · ${refusalWords(t, refusal, procedure)}` : procedure.code,
    };
  }
}
