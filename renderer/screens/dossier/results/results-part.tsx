import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../../shared/domain/dossier/state.ts';
import { ActionButton } from '../../../components/action-button.tsx';
import { useHotkeys } from '../../../components/hotkeys.ts';
import { Notice } from '../../../components/notice.tsx';
import { Section } from '../../../components/section.tsx';
import { useErrorText } from '../../../i18n/error-text.ts';
import { saveCopy } from '../../../use-cases/attached-files.ts';
import type { LookedResult } from '../../../use-cases/check-results.ts';
import screen from '../../screen.module.css';
import { useRequest } from '../../use-request.ts';
import styles from '../attachments.module.css';
import { useFileSize } from '../file-size.ts';
import { ResultViewer } from './result-viewer.tsx';
import { Signers } from './signers.tsx';
import { SIGNS } from './standing-sign.ts';
import { useLookedResults } from './use-looked-results.ts';

/** The result as the authority issued it electronically: whether its signatures hold, whose they are, itself, and a copy. */
export function ResultsPart({ dossier }: { readonly dossier: Dossier }) {
  const { t } = useTranslation('dossier');
  const errorText = useErrorText();
  const looked = useLookedResults(dossier);
  const { errors, run } = useRequest();
  const [where, setWhere] = useState<string | null>(null);
  /** Which one is shown. */
  const [shown, setShown] = useState<number | null>(null);
  const count = looked?.length ?? 0;
  useHotkeys(count > 0 ? [{ keys: 'Alt+Q', label: t('result.show'), run: () => setShown(0) }] : []);
  if (looked?.length === 0) return null;
  const viewed = shown === null ? undefined : looked?.[shown];
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
        {looked?.map((each, i) => (
          <Result
            key={each.file.sha256}
            looked={each}
            showKeys={i === 0 ? 'Alt+Q' : null}
            onShow={() => setShown(i)}
            onCopy={() => void copy(each)}
          />
        ))}
      </ul>
      {errors[0] && <Notice kind="error">{errorText(errors[0])}</Notice>}
      {where !== null && <p role="status">{t('done.saved', { where })}</p>}
      {viewed && (
        <ResultViewer
          key={viewed.file.sha256}
          dossier={dossier}
          file={viewed.file}
          onClose={() => setShown(null)}
          onOther={count > 1 ? () => setShown((at) => ((at ?? 0) + 1) % count) : null}
        />
      )}
    </Section>
  );
}

interface ResultProps {
  readonly looked: LookedResult;
  readonly showKeys: string | null;
  readonly onShow: () => void;
  readonly onCopy: () => void;
}

function Result({ looked, showKeys, onShow, onCopy }: ResultProps) {
  const { t } = useTranslation('dossier');
  const errorText = useErrorText();
  const fileSize = useFileSize();
  const { file, standing, signatures, error } = looked;
  const { name } = file;
  return (
    <li className={styles.file}>
      <span className={styles.name}>{name}</span>
      <strong data-standing={standing}>
        {SIGNS[standing]} {t(`result.standing.${standing}`)}
      </strong>
      <span className={screen.muted}>{fileSize(file.size)}</span>
      <span className={screen.row}>
        <ActionButton
          aria-label={t('result.show-of', { name })}
          onPress={onShow}
          {...(showKeys === null ? {} : { keys: showKeys })}
        >
          {t('result.show')}
        </ActionButton>
        <ActionButton look="quiet" aria-label={t('attach.copy-of', { name })} onPress={onCopy}>
          {t('attach.copy')}
        </ActionButton>
      </span>
      <Signers signatures={signatures} className={styles.name} />
      {error && <span className={styles.name}>{errorText(error)}</span>}
    </li>
  );
}
