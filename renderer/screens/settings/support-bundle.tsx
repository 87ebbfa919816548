import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/errors.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { saveDiagnostics } from '../../use-cases/save-diagnostics.ts';
import screen from '../screen.module.css';

type Outcome = { readonly where: string | null } | { readonly error: AppError | undefined };

/** Writes the file a clerk hands to support. */
export function SupportBundle() {
  const { t } = useTranslation('settings');
  const errorText = useErrorText();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  async function run(): Promise<void> {
    setOutcome(null);
    const saved = await saveDiagnostics();
    setOutcome(saved.ok ? { where: saved.value } : { error: saved.error[0] });
  }
  return (
    <>
      <p className={screen.muted}>{t('support.about')}</p>
      <ActionButton onPress={() => void run()}>{t('support.save')}</ActionButton>
      <p role="status">
        {outcome &&
          'where' in outcome &&
          outcome.where !== null &&
          t('support.saved', { where: outcome.where })}
      </p>
      {outcome && 'error' in outcome && outcome.error && (
        <Notice kind="error">{errorText(outcome.error)}</Notice>
      )}
    </>
  );
}
