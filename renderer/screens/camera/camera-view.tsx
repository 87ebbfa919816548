import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { Notice } from '../../components/notice.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import type { Corners } from '../../pages/paper-edges.ts';
import styles from './camera.module.css';
import type { Camera } from './use-camera.ts';

interface CameraViewProps {
  readonly camera: Camera;
  /** Where the paper lies in the picture. */
  readonly corners?: Corners | null;
  /** What is seen or what to do, in a few words. */
  readonly said: string;
  readonly onClose: () => void;
  /** The keys that belong to what the camera is for. */
  readonly children?: ReactNode;
}

/** The camera's picture with the paper's edges drawn on it; Escape closes it, Alt+N takes the next camera. */
export function CameraView({ camera, corners = null, said, onClose, children }: CameraViewProps) {
  const { t } = useTranslation('camera');
  const errorText = useErrorText();
  const again = camera.fault !== null;
  const another = again || camera.count > 1;
  const next = t(again ? 'again' : 'next');
  useHotkeys([
    { keys: 'Escape', label: t('close'), run: onClose },
    ...(another ? [{ keys: 'Alt+N', label: next, run: camera.next }] : []),
  ]);
  return (
    <div
      className={styles.camera}
      role="group"
      aria-label={t('title')}
      data-testid="camera"
      data-live={camera.live}
    >
      <div className={styles.stage}>
        <video ref={camera.video} className={styles.picture} muted playsInline aria-label={t('title')} />
        {corners && (
          <svg
            className={styles.edges}
            viewBox="0 0 1 1"
            preserveAspectRatio="none"
            data-testid="paper-edges"
            aria-hidden
          >
            <polygon points={corners.map(({ x, y }) => `${String(x)},${String(y)}`).join(' ')} />
          </svg>
        )}
      </div>
      <div className={styles.side}>
        {camera.fault ? <Notice kind="error">{errorText(camera.fault)}</Notice> : <p role="status">{said}</p>}
        {children}
        {another && (
          <ActionButton look="quiet" keys="Alt+N" onPress={camera.next}>
            {next}
          </ActionButton>
        )}
        <ActionButton look="quiet" keys="Escape" onPress={onClose}>
          {t('close')}
        </ActionButton>
      </div>
    </div>
  );
}
