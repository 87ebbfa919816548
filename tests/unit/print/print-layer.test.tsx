import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PrintLayer, showForPrint, type PrintJob } from '../../../renderer/print/print-layer.tsx';
import { receiptJob } from '../../../renderer/print/print-jobs.tsx';
import { receiptModel } from '../../../renderer/print/receipt-model.ts';
import { NOW, received } from '../../support/catalogue.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const job = (code: string, paper: 'A4' | 'A5' = 'A4') =>
  receiptJob(
    receiptModel(
      received({ code: { code, provisional: false } }).dossier,
      { kind: 'original', print: 1 },
      NOW,
    ),
    paper,
  );
/** A paper with a picture, laid out; `shown` settles once the picture is there. */
const pictured = (paper: PrintJob) =>
  act(async () => {
    const shown = showForPrint(paper);
    await vi.waitFor(() => expect(layer()?.querySelector('img')).not.toBeNull());
    return { shown };
  });
const layer = () => document.querySelector('[data-print-layer]');
let root: Root;
let load: ReturnType<typeof vi.fn>;

beforeEach(() => {
  // jsdom has neither fonts nor constructed sheets.
  load = vi.fn(() => Promise.resolve([]));
  Object.defineProperty(document, 'fonts', { configurable: true, value: { load, ready: Promise.resolve() } });
  Object.defineProperty(document, 'adoptedStyleSheets', { configurable: true, writable: true, value: [] });
  vi.stubGlobal(
    'CSSStyleSheet',
    class {
      text = '';
      replaceSync(text: string): void {
        this.text = text;
      }
    },
  );
  root = createRoot(document.createElement('div'));
  act(() => {
    root.render(<PrintLayer />);
  });
});
afterEach(() => {
  act(() => {
    root.unmount();
  });
  vi.unstubAllGlobals();
});

describe('print layer', () => {
  it('stands directly in the body and is empty until something is printed', () => {
    expect(layer()?.parentElement).toBe(document.body);
    expect(layer()?.childElementCount).toBe(0);
  });

  it('shows the receipt until it is taken away', async () => {
    const takeAway = await act(() => showForPrint(job('000.00.19.H49-260713-0001', 'A4')));
    expect(layer()?.textContent).toContain('000.00.19.H49-260713-0001');
    expect(load).toHaveBeenCalledTimes(3);
    expect(document.adoptedStyleSheets).toHaveLength(1);
    act(takeAway);
    expect(layer()?.childElementCount).toBe(0);
    expect(document.adoptedStyleSheets).toHaveLength(0);
  });

  it('keeps a second receipt waiting for the first', async () => {
    const first = await act(() => showForPrint(job('000.00.19.H49-260713-0001', 'A4')));
    const second = showForPrint(job('000.00.19.H49-260713-0002', 'A5'));
    expect(layer()?.textContent).not.toContain('260713-0002');
    const takeAway = await act(async () => {
      first();
      return await second;
    });
    expect(layer()?.textContent).toContain('260713-0002');
    expect(layer()?.textContent).not.toContain('260713-0001');
    act(takeAway);
  });

  it('prints with another face when ours cannot be read', async () => {
    load.mockRejectedValue(new Error('no file'));
    const takeAway = await act(() => showForPrint(job('000.00.19.H49-260713-0001', 'A4')));
    expect(layer()?.textContent).toContain('000.00.19.H49-260713-0001');
    act(takeAway);
  });

  it('waits for pictures, and brings page rules of its own', async () => {
    const element = <img alt="" src="data:image/png;base64,AAAA" />;
    const rules = '@page result { size: 210mm 297mm; }';
    const there = vi.fn();
    const { shown } = await pictured({ element, foot: null, text: '', rules });
    void shown.then(there);
    expect(document.adoptedStyleSheets.map((sheet) => (sheet as { text?: string }).text)).toContain(rules);
    expect(there).not.toHaveBeenCalled();
    layer()?.querySelector('img')?.dispatchEvent(new Event('load'));
    act(await shown);
    expect(document.adoptedStyleSheets).toHaveLength(0);
  });

  it('gives up a paper whose picture cannot be read, and is free for the next', async () => {
    const showing = await pictured({ element: <img alt="" src="x" />, foot: null, text: '' });
    await act(async () => {
      layer()?.querySelector('img')?.dispatchEvent(new Event('error'));
      await expect(showing.shown).rejects.toThrow('picture');
    });
    const takeAway = await act(() => showForPrint(job('000.00.19.H49-260713-0001', 'A4')));
    act(takeAway);
  });

  it('is a bug without a mounted layer', async () => {
    act(() => {
      root.unmount();
    });
    await expect(showForPrint(job('000.00.19.H49-260713-0001', 'A4'))).rejects.toThrow('PrintLayer');
    root = createRoot(document.createElement('div'));
  });
});
