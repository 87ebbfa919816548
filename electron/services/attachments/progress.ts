interface Progress {
  readonly sha256: string;
  readonly sent: number;
  readonly size: number;
}

/** Passes progress on at most so often (milliseconds); a file's first and its last are never left out. */
export function createProgress(
  tell: (progress: Progress) => void,
  every = 250,
  now: () => number = () => performance.now(),
): (progress: Progress) => void {
  let last = { sha256: '', at: 0 };
  return (progress) => {
    const due =
      progress.sha256 !== last.sha256 || progress.sent === progress.size || now() - last.at >= every;
    if (!due) return;
    last = { sha256: progress.sha256, at: now() };
    tell(progress);
  };
}
