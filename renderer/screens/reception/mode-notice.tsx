import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import styles from './reception.module.css';

/** What the form is for, where it is not the usual; and the key to the other one. */
export function ModeNotice({
  guiding,
  onToggle,
}: {
  readonly guiding: boolean;
  readonly onToggle: () => void;
}) {
  const { t } = useTranslation('reception');
  const key = (
    <ActionButton keys="Alt+H" onPress={onToggle} {...(guiding ? {} : { look: 'quiet' as const })}>
      {t(guiding ? 'guide.receive' : 'guide.open')}
    </ActionButton>
  );
  if (!guiding) return <div className={styles.mode}>{key}</div>;
  return (
    <Notice kind="info" title={t('guide.title')} actions={key}>
      {t('guide.about')}
    </Notice>
  );
}
