import { useMemo, type ReactElement } from 'react';
import { QR_QUIET_ZONE, qrSymbol } from './qr.ts';

/** The QR of a text with the quiet zone readers need; as large as what holds it. */
export function QrCode({ text }: { readonly text: string }): ReactElement {
  const { width, height, path } = useMemo(() => qrSymbol(text), [text]);
  const margin = QR_QUIET_ZONE;
  return (
    <svg
      viewBox={`${String(-margin)} ${String(-margin)} ${String(width + 2 * margin)} ${String(height + 2 * margin)}`}
      role="img"
      aria-label={`Mã QR ${text}`}
    >
      {/* bwip-js counts upwards. */}
      <path d={path} fillRule="evenodd" transform={`matrix(1 0 0 -1 0 ${String(height)})`} />
    </svg>
  );
}
