import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../../shared/domain/dossier/state.ts';
import { ActionButton } from '../../../components/action-button.tsx';
import { Notice } from '../../../components/notice.tsx';
import { Section } from '../../../components/section.tsx';
import { useErrorText } from '../../../i18n/error-text.ts';
import { formatWhen } from '../../../i18n/when.ts';
import { saveCopy } from '../../../use-cases/attached-files.ts';
import type { LookedResult } from '../../../use-cases/check-results.ts';
import screen from '../../screen.module.css';
import { useRequest } from '../../use-request.ts';
import styles from '../attachments.module.css';
import { useFileSize } from '../file-size.ts';
import { SIGNS } from './standing-sign.ts';
import { useLookedResults } from './use-looked-results.ts';

/** The result as the authority issued it electronically: whether its signatures hold, whose they are, and a copy. */
export function ResultsPart({ dossier }: { readonly dossier: Dossier }) {
  const { t } = useTranslation('dossier');
  const errorText = useErrorText();
  const looked = useLookedResults(dossier);
  const { errors, run } = useRequest();
  const [where, setWhere] = useState<string | null>(null);
  if (looked?.length === 0) return null;
  async function copy({ file }: LookedResult): Promise<void> {
    setWhere(null);
    await run(async () => {
      const saved = await saveCopy(file);
      if (saved.ok) setWhere(saved.value.where);
      return saved;
    });
  }
  return (
    <Section title={t('result.title')}>
      {looked === null && <p className={screen.muted}>{t('result.looking')}</p>}
      <ul className={styles.files} data-testid="results">
        {looked?.map((each) => (
          <Result key={each.file.sha256} looked={each} onCopy={() => void copy(each)} />
        ))}
      </ul>
      {errors[0] && <Notice kind="error">{errorText(errors[0])}</Notice>}
      {where !== null && <p role="status">{t('done.saved', { where })}</p>}
    </Section>
  );
}

function Result({ looked, onCopy }: { readonly looked: LookedResult; readonly onCopy: () => void }) {
  const { t, i18n } = useTranslation('dossier');
  const errorText = useErrorText();
  const fileSize = useFileSize();
  const { file, standing, signatures, error } = looked;
  return (
    <li className={styles.file}>
      <span className={styles.name}>{file.name}</span>
      <span className={screen.muted}>{fileSize(file.size)}</span>
      <strong data-standing={standing}>
        {SIGNS[standing]} {t(`result.standing.${standing}`)}
      </strong>
      <ActionButton look="quiet" aria-label={t('attach.copy-of', { name: file.name })} onPress={onCopy}>
        {t('attach.copy')}
      </ActionButton>
      {signatures.map(({ signer, organisation, at, standing: each }, i) => (
        <span key={i} className={styles.name}>
          {SIGNS[each]}{' '}
          {[signer || t('result.nameless'), organisation, at && formatWhen(at, 'full', i18n.language)]
            .filter(Boolean)
            .join(' · ')}
        </span>
      ))}
      {error && <span className={styles.name}>{errorText(error)}</span>}
    </li>
  );
}
