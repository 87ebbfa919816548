import type { CheckedPdf } from '../../shared/domain/result-file.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { AttachmentStore } from '../services/attachments/store.ts';
import { checkPdfSignatures, readAuthorities } from '../services/results/pdf-signatures.ts';
import type { IpcHandlers } from './register.ts';

export interface ResultHandlersOptions {
  readonly store: Pick<AttachmentStore, 'open'>;
  /** Makes sure that a file is here and whole. */
  readonly have: (sha256: string) => Promise<Result<null>>;
  /** Authorities, PEM. Main's own: a page that was tampered with cannot bring in another. */
  readonly signers: string;
  readonly note: (message: string) => void;
}

interface LookedFile {
  readonly checked: CheckedPdf;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Looks at the signatures of an electronic result, and gives it out to be shown. */
export function resultHandlers({
  store,
  have,
  signers,
  note,
}: ResultHandlersOptions): Pick<IpcHandlers, 'results:check' | 'results:open'> {
  const authorities = readAuthorities(signers);
  if (authorities.length === 0)
    note('no authority is installed (signers.pem): no signature can be vouched for');

  async function look(sha256: string): Promise<Result<LookedFile>> {
    const here = await have(sha256);
    if (!here.ok) return here;
    const file = await store.open(sha256);
    try {
      const bytes = new Uint8Array(await file.read(0, file.size));
      return ok({ checked: await checkPdfSignatures(bytes, authorities), bytes });
    } finally {
      await file.close();
    }
  }

  return {
    'results:check': async ({ sha256 }) => {
      const looked = await look(sha256);
      return looked.ok ? ok(looked.value.checked) : looked;
    },
    'results:open': async ({ sha256 }) => {
      const looked = await look(sha256);
      return looked.ok ? ok({ ...looked.value.checked, bytes: looked.value.bytes }) : looked;
    },
  };
}
