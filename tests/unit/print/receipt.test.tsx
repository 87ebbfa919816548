import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { receiptModel } from '../../../renderer/print/receipt-model.ts';
import { Receipt } from '../../../renderer/print/receipt.tsx';
import {
  CERTIFIED_COPY,
  handedIn,
  NOW,
  ORGANISATION,
  received,
  receptionEntry,
  REPRESENTATIVE,
} from '../../support/catalogue.ts';
import { textsOf } from './support.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const samples = [
  received().dossier,
  received({
    entry: receptionEntry({ representative: REPRESENTATIVE }),
    code: { code: 'TAM-HT-1-260713-001', provisional: true },
  }).dossier,
  received({
    procedure: CERTIFIED_COPY,
    entry: receptionEntry({ applicant: ORGANISATION, documents: handedIn(CERTIFIED_COPY) }),
  }).dossier,
];

function rendered(node: React.ReactElement): HTMLElement {
  const host = document.createElement('div');
  const root = createRoot(host);
  act(() => {
    root.render(node);
  });
  return host;
}

describe('Receipt', () => {
  it('shows every text of the model', () => {
    for (const dossier of samples) {
      const model = receiptModel(dossier, { kind: 'copy', print: 2 }, NOW);
      const host = rendered(<Receipt model={model} paper="A4" />);
      const { form, formSet, ...printed } = model.content;
      expect([form, formSet]).toEqual(['01', '2025']);
      for (const text of textsOf([printed, model.mark, model.check]))
        expect(host.textContent).toContain(text);
    }
  });

  it('says the same on both papers, on paper and on the screen', () => {
    const model = receiptModel(samples[0] ?? {}, { kind: 'original', print: 1 }, NOW);
    const texts = [
      <Receipt model={model} paper="A4" />,
      <Receipt model={model} paper="A5" />,
      <Receipt model={model} paper="A5" screen />,
    ].map((node) => rendered(node).textContent);
    expect(new Set(texts).size).toBe(1);
  });

  it('needs no inline style, which the content policy forbids', () => {
    const model = receiptModel(samples[1] ?? {}, { kind: 'original', print: 1 }, NOW);
    expect(renderToStaticMarkup(<Receipt model={model} paper="A4" />)).not.toMatch(/style=|<style/u);
  });

  it('dots what is not known and has no bar code without a code', () => {
    const host = rendered(<Receipt model={receiptModel({}, 'preview', NOW)} paper="A5" screen />);
    expect(host.querySelector('svg')).toBeNull();
    expect(host.querySelectorAll('[aria-label="để trống"]').length).toBeGreaterThan(10);
  });
});
