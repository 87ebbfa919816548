import { useTranslation } from 'react-i18next';
import { CheckField } from '../../../components/check-field.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useErrorText } from '../../../i18n/error-text.ts';
import type { OpenedResult } from '../../../use-cases/show-result.ts';
import { Signers } from './signers.tsx';
import { SIGNS } from './standing-sign.ts';
import styles from './viewer.module.css';

interface ResultStandingProps {
  readonly result: OpenedResult;
  readonly confirmed: boolean;
  readonly onConfirm: (confirmed: boolean) => void;
}

/** What a shown result is worth, always beside it; one nobody can vouch for is printed on the clerk's word. */
export function ResultStanding({ result, confirmed, onConfirm }: ResultStandingProps) {
  const { t } = useTranslation('dossier');
  const errorText = useErrorText();
  const { file, standing, signatures } = result;
  return (
    <>
      <div className={styles.head} data-testid="result-standing">
        <strong data-standing={standing}>
          {SIGNS[standing]} {t(`result.standing.${standing}`)}
        </strong>
        <Signers signatures={signatures} className={undefined} />
      </div>
      {standing === 'altered' && (
        <Notice kind="error">{errorText({ code: 'result-altered', params: { name: file.name } })}</Notice>
      )}
      {standing !== 'valid' && standing !== 'altered' && (
        <CheckField selected={confirmed} onChange={onConfirm}>
          {t('result.confirm-print')}
        </CheckField>
      )}
    </>
  );
}
