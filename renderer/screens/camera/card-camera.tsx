import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { createPagesWork, type PagesWork } from '../../pages/pages-client.ts';
import { CameraView } from './camera-view.tsx';
import { useCamera } from './use-camera.ts';
import { useFrames } from './use-frames.ts';

/** Pixels across in which a code is looked for: a card fills a third of the picture or more. */
const LOOKED_AT = 1400;

/** A card held before the camera: as soon as its QR can be read, its text is given on. */
export function CardCamera({
  onCode,
  onClose,
}: {
  readonly onCode: (text: string) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('camera');
  const camera = useCamera();
  const work = useRef<PagesWork | null>(null);
  const found = useRef(false);
  useEffect(() => () => work.current?.cancel(), []);
  useFrames(camera, LOOKED_AT, async (frame) => {
    work.current ??= createPagesWork();
    const text = await work.current.code(frame);
    if (text === null || found.current) return;
    found.current = true;
    onCode(text);
  });
  return <CameraView camera={camera} said={t(camera.live ? 'card-sought' : 'starting')} onClose={onClose} />;
}
