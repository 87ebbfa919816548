import { useEffect, useRef, useState, type RefObject } from 'react';
import { appError, type AppError } from '../../../shared/errors.ts';

/** Where the camera used last is remembered; nothing about anybody. */
const KEY = 'camera';
/** As much as it has: a page of text needs every pixel. */
const WANTED = { width: { ideal: 3840 }, height: { ideal: 2160 } };

export interface Camera {
  readonly video: RefObject<HTMLVideoElement | null>;
  /** Whether it shows a picture. */
  readonly live: boolean;
  /** Why it doesn't. */
  readonly fault: AppError | null;
  /** How many there are to choose from. */
  readonly count: number;
  /** Goes on to the next camera, or tries the same one again where there is only one. */
  next(): void;
  /** One picture as a file; null when there is none now. */
  shot(name: string): Promise<File | null>;
}

/** The camera's picture, from when this is rendered until it no longer is: a locked screen ends it too. */
export function useCamera(): Camera {
  const video = useRef<HTMLVideoElement>(null);
  const [wanted, setWanted] = useState({ id: localStorage.getItem(KEY), times: 0 });
  const [cameras, setCameras] = useState<readonly string[]>([]);
  const [live, setLive] = useState(false);
  const [fault, setFault] = useState<AppError | null>(null);
  useEffect(() => {
    const leaving = new AbortController();
    const left = () => leaving.signal.aborted;
    let stream: MediaStream | null = null;
    async function start(): Promise<void> {
      setLive(false);
      setFault(null);
      try {
        stream = await open(wanted.id);
      } catch (error) {
        if (!left()) setFault(appError(codeOf(error)));
        return;
      }
      const [track] = stream.getVideoTracks();
      if (left() || !video.current) return stop(stream);
      track?.addEventListener('ended', () => {
        setLive(false);
        setFault(appError('camera-gone'));
      });
      video.current.srcObject = stream;
      await video.current.play().catch(() => undefined);
      const there = await navigator.mediaDevices.enumerateDevices();
      if (left()) return;
      setCameras(there.filter(({ kind }) => kind === 'videoinput').map(({ deviceId }) => deviceId));
      setLive(true);
    }
    void start();
    return () => {
      leaving.abort();
      if (stream) stop(stream);
    };
  }, [wanted]);

  return {
    video,
    live,
    fault,
    count: cameras.length,
    next() {
      const id = cameras[(cameras.indexOf(wanted.id ?? cameras[0] ?? '') + 1) % cameras.length] ?? null;
      if (id !== null) localStorage.setItem(KEY, id);
      setWanted(({ times }) => ({ id, times: times + 1 }));
    },
    async shot(name) {
      const shown = video.current;
      if (!shown || !live || shown.videoWidth === 0) return null;
      const canvas = new OffscreenCanvas(shown.videoWidth, shown.videoHeight);
      canvas.getContext('2d')?.drawImage(shown, 0, 0);
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 });
      return new File([blob], name, { type: blob.type });
    },
  };
}

async function open(id: string | null): Promise<MediaStream> {
  const video = id === null ? WANTED : { ...WANTED, deviceId: { ideal: id } };
  return navigator.mediaDevices.getUserMedia({ audio: false, video });
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** What the browser's refusal means here (Media Capture and Streams, getUserMedia). */
function codeOf(error: unknown) {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotFoundError':
      return 'camera-none';
    case 'NotReadableError':
    case 'AbortError':
      return 'camera-busy';
    default:
      return 'camera-refused';
  }
}
