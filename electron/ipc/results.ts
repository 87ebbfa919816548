import { ok, type Result } from '../../shared/result.ts';
import type { AttachmentStore } from '../services/attachments/store.ts';
import { checkPdfSignatures, readAuthorities } from '../services/results/pdf-signatures.ts';
import type { IpcHandlers } from './register.ts';

export interface ResultCheckerOptions {
  readonly store: Pick<AttachmentStore, 'open'>;
  /** Makes sure that a file is here and whole. */
  readonly have: (sha256: string) => Promise<Result<null>>;
  /** Authorities, PEM. Main's own: a page that was tampered with cannot bring in another. */
  readonly signers: string;
  readonly note: (message: string) => void;
}

/** Looks at the signatures of an electronic result. */
export function resultChecker({
  store,
  have,
  signers,
  note,
}: ResultCheckerOptions): IpcHandlers['results:check'] {
  const authorities = readAuthorities(signers);
  if (authorities.length === 0)
    note('no authority is installed (signers.pem): no signature can be vouched for');
  return async ({ sha256 }) => {
    const here = await have(sha256);
    if (!here.ok) return here;
    const file = await store.open(sha256);
    try {
      const bytes = await file.read(0, file.size);
      return ok(await checkPdfSignatures(new Uint8Array(bytes), authorities));
    } finally {
      await file.close();
    }
  };
}
