import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../../shared/domain/dossier/state.ts';
import { CheckField } from '../../../components/check-field.tsx';
import { Kbd } from '../../../components/kbd.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useErrorText } from '../../../i18n/error-text.ts';
import type { LookedResult } from '../../../use-cases/check-results.ts';
import { SIGNS } from './standing-sign.ts';
import { useLookedResults } from './use-looked-results.ts';

interface ResultChecksProps {
  readonly dossier: Dossier;
  /** What is wrong with it as it was saved. */
  readonly error: string | null;
}

/** Before a result goes out: what its signatures are worth; one nobody can vouch for needs the clerk's word. */
export function ResultChecks({ dossier, error }: ResultChecksProps) {
  const { t } = useTranslation('dossier');
  const looked = useLookedResults(dossier);
  if (looked?.length === 0) return null;
  // What is altered says so by itself.
  const altered = looked?.some(({ standing }) => standing === 'altered') ?? false;
  return (
    <fieldset>
      <legend>
        {t('result.title')} · {t('result.show')} <Kbd keys="Alt+Q" />
      </legend>
      {looked === null && <p>{t('result.looking')}</p>}
      {looked?.map((each, i) => (
        <Check key={each.file.sha256} looked={each} name={`result.${String(i)}`} />
      ))}
      {error !== null && !altered && <p role="alert">{error}</p>}
    </fieldset>
  );
}

function Check({ looked, name }: { readonly looked: LookedResult; readonly name: string }) {
  const { t } = useTranslation('dossier');
  const errorText = useErrorText();
  const [confirmed, setConfirmed] = useState(false);
  const { file, standing } = looked;
  return (
    <>
      <input type="hidden" name={`${name}.standing`} value={standing} />
      <p>
        {SIGNS[standing]} {file.name}: {t(`result.standing.${standing}`)}
      </p>
      {standing === 'altered' && (
        <Notice kind="error">{errorText({ code: 'result-altered', params: { name: file.name } })}</Notice>
      )}
      {standing !== 'valid' && standing !== 'altered' && (
        <CheckField name={`${name}.confirmed`} selected={confirmed} onChange={setConfirmed}>
          {t('result.confirm')}
        </CheckField>
      )}
    </>
  );
}
