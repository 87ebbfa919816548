import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ActionButton } from './action-button.tsx';
import styles from './dialog.module.css';
import { useDialogOpen } from './hotkeys.ts';

export interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** A question that needs an answer rather than something to look at. */
  readonly alert?: boolean;
  /** `full`: as large as the window but for the status line, for something to read. */
  readonly size?: 'box' | 'full';
}

function Quiet() {
  useDialogOpen();
  return null;
}

/** Something in front of the screen; Escape closes it. */
export function Dialog({ title, onClose, children, alert = false, size = 'box' }: DialogProps) {
  return (
    <ModalOverlay
      className={styles.veil ?? ''}
      data-size={size}
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={styles.box ?? ''}>
        <Quiet />
        <AriaDialog className={styles.dialog ?? ''} role={alert ? 'alertdialog' : 'dialog'}>
          <Heading slot="title" level={1}>
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export interface ConfirmProps {
  readonly title: string;
  readonly children: ReactNode;
  /** The verb that does it, e.g. “Xóa bản nháp”. */
  readonly action: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before what cannot be undone. The focus starts on the way back. */
export function Confirm({ title, children, action, onConfirm, onCancel }: ConfirmProps) {
  const { t } = useTranslation('common');
  return (
    <Dialog title={title} onClose={onCancel} alert>
      <div>{children}</div>
      <div className={styles.actions}>
        <ActionButton onPress={onCancel} autoFocus keys="Escape">
          {t('action.cancel')}
        </ActionButton>
        <ActionButton onPress={onConfirm} look="primary">
          {action}
        </ActionButton>
      </div>
    </Dialog>
  );
}
