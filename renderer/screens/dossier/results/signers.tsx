import { useTranslation } from 'react-i18next';
import type { CheckedSignature } from '../../../../shared/domain/result-file.ts';
import { formatWhen } from '../../../i18n/when.ts';
import { SIGNS } from './standing-sign.ts';

interface SignersProps {
  readonly signatures: readonly CheckedSignature[];
  readonly className: string | undefined;
}

/** Who signed, for whom and when, one line each. */
export function Signers({ signatures, className }: SignersProps) {
  const { t, i18n } = useTranslation('dossier');
  return signatures.map(({ signer, organisation, at, standing }, i) => (
    <span key={i} className={className}>
      {SIGNS[standing]}{' '}
      {[signer || t('result.nameless'), organisation, at && formatWhen(at, 'full', i18n.language)]
        .filter(Boolean)
        .join(' · ')}
    </span>
  ));
}
