import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../../components/action-button.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { createPagesWork, type PagesWork } from '../../pages/pages-client.ts';
import type { Corners } from '../../pages/paper-edges.ts';
import { CameraView } from './camera-view.tsx';
import { useCamera } from './use-camera.ts';
import { useFrames } from './use-frames.ts';

/** Pixels across in which edges are looked for while the camera runs. */
const LOOKED_AT = 640;

interface PaperCameraProps {
  readonly keys: string;
  /** A page was taken, with the paper's corners in it. */
  readonly onPage: (file: File, corners: Corners | null) => void;
  readonly onClose: () => void;
}

/** Papers under the camera, one after the other: Space or the key takes a page, what lies round about it is cut off. */
export function PaperCamera({ keys, onPage, onClose }: PaperCameraProps) {
  const { t } = useTranslation('camera');
  const camera = useCamera();
  const [corners, setCorners] = useState<Corners | null>(null);
  const [taken, setTaken] = useState(0);
  const work = useRef<PagesWork | null>(null);
  const busy = useRef(false);
  useEffect(() => () => work.current?.cancel(), []);
  const pagesWork = () => (work.current ??= createPagesWork());
  useFrames(camera, LOOKED_AT, async (frame) => setCorners(await pagesWork().paper(frame)));
  async function take(): Promise<void> {
    if (busy.current) return;
    busy.current = true;
    const file = await camera.shot(`anh-${String(taken + 1)}.jpg`);
    // Of the page itself, not of the picture before: the hand may have moved it meanwhile.
    if (file) onPage(file, await pagesWork().paper(file));
    if (file) setTaken((count) => count + 1);
    busy.current = false;
  }
  const run = () => void take();
  useHotkeys([{ keys, label: t('take'), run }]);
  const said = !camera.live
    ? t('starting')
    : taken > 0
      ? t('taken', { count: taken })
      : t(corners ? 'paper-seen' : 'paper-sought');
  return (
    <CameraView camera={camera} corners={corners} said={said} onClose={onClose}>
      <ActionButton
        look="primary"
        keys={keys}
        autoFocus
        onPress={run}
        blocked={camera.live ? null : t('not-live')}
      >
        {t('take')}
      </ActionButton>
    </CameraView>
  );
}
