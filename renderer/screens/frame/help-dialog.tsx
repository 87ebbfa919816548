import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useListedHotkeys } from '../../components/hotkeys.ts';
import { Kbd, keyText } from '../../components/kbd.tsx';
import styles from './frame.module.css';

/** Every key that works on the screen behind it. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('common');
  const hotkeys = useListedHotkeys().filter((hotkey) => hotkey.hidden !== true);
  return (
    <Dialog title={t('help.title')} onClose={onClose}>
      <p>{t('help.intro')}</p>
      <dl className={styles.keylist}>
        {hotkeys.map((hotkey) => (
          <div key={hotkey.keys} style={{ display: 'contents' }}>
            <dt>
              <Kbd keys={hotkey.keys} />
              <span className="visually-hidden">{keyText(hotkey.keys)}</span>
            </dt>
            <dd>{hotkey.label}</dd>
          </div>
        ))}
      </dl>
      <p>{t('help.list')}</p>
      <div>
        <ActionButton onPress={onClose} keys="Escape" autoFocus>
          {t('action.close')}
        </ActionButton>
      </div>
    </Dialog>
  );
}
