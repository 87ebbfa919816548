import { useEffect, useRef } from 'react';
import type { Camera } from './use-camera.ts';

/**
 * Looks at one picture of the camera after another, `width` pixels wide, while it is live. The next one is taken when the
 * last was looked at, so that a slow machine looks seldom and never falls behind.
 */
export function useFrames(
  { video, live }: Camera,
  width: number,
  look: (frame: ImageBitmap) => Promise<void>,
): void {
  const latest = useRef(look);
  useEffect(() => {
    latest.current = look;
  });
  useEffect(() => {
    const shown = video.current;
    if (!live || !shown) return;
    let over = false;
    let waiting = 0;
    async function take(from: HTMLVideoElement): Promise<void> {
      const frame = await createImageBitmap(from, { resizeWidth: Math.min(width, from.videoWidth) }).catch(
        () => null,
      );
      if (frame && !over) await latest.current(frame);
      if (!over) next();
    }
    function next(): void {
      if (shown) waiting = shown.requestVideoFrameCallback(() => void take(shown));
    }
    next();
    return () => {
      over = true;
      shown.cancelVideoFrameCallback(waiting);
    };
  }, [video, live, width]);
}
