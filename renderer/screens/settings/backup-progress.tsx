import { useTranslation } from 'react-i18next';
import { useSession } from '../../session/session.ts';

/** How far a backup or a restore is. */
export function BackupProgress({ busy }: { readonly busy: boolean }) {
  const { t } = useTranslation('backup');
  const progress = useSession((session) => session.backupProgress);
  return (
    <>
      <p role="status">{busy && progress ? t(`stage.${progress.stage}`) : ''}</p>
      {busy && (
        <progress
          aria-label={t('progress')}
          {...(progress && progress.total > 0 ? { value: progress.done, max: progress.total } : {})}
        />
      )}
    </>
  );
}
