import { createRoot } from 'react-dom/client';
import { PrintLayer, showForPrint } from '../../../renderer/print/print-layer.tsx';
import { samples } from './samples.ts';

const papers = samples();
let takeAway: (() => void) | null = null;

/** What the script that writes the PDFs asks of the page. */
const forms = {
  /** Every paper there is, as `<set>/<form>-<short|long>`. */
  names: async (): Promise<readonly string[]> => Object.keys(papers),
  /** Lays one out for print, in the place of the one before. */
  show: async (name: string): Promise<void> => {
    takeAway?.();
    const job = papers[name];
    if (!job) throw new Error(`no form ${name}`);
    takeAway = await showForPrint(job());
  },
};
export type Forms = typeof forms;

Object.assign(globalThis, { forms });
createRoot(document.body.appendChild(document.createElement('div'))).render(<PrintLayer />);
