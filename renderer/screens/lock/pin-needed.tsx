import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import dialog from '../../components/dialog.module.css';
import { useDialogOpen } from '../../components/hotkeys.ts';
import { useSession } from '../../session/session.ts';
import { PinForm } from './pin-form.tsx';

function Quiet() {
  useDialogOpen();
  return null;
}

/** Whether the clerk at the counter has no PIN on this machine yet. */
export function usePinNeeded(): boolean {
  return useSession(({ staff, keys }) => staff !== null && keys?.keys === 'open' && keys.here === null);
}

/** Asks the clerk at the counter for a PIN: without it nobody could open this machine offline again. */
export function PinNeeded() {
  const { t } = useTranslation('lock');
  const unprotected = useSession((session) => session.keys?.protected === false);
  return (
    <ModalOverlay className={dialog.veil ?? ''} isOpen isKeyboardDismissDisabled>
      <Modal className={dialog.box ?? ''}>
        <Quiet />
        <AriaDialog className={dialog.dialog ?? ''}>
          <Heading slot="title" level={1}>
            {t('set.title')}
          </Heading>
          <p>{t('set.about')}</p>
          {unprotected && <p>{t('set.unprotected')}</p>}
          <PinForm slot={null} askCurrent={false} onDone={() => undefined} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
