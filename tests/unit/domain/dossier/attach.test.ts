import { describe, expect, it } from 'vitest';
import { ATTACHMENT_LIMIT, fileNameOf, type Attachment } from '../../../../shared/domain/attachment.ts';
import { decide } from '../../../../shared/domain/dossier/decide.ts';
import { fold } from '../../../../shared/domain/dossier/evolve.ts';
import type { DossierEvent } from '../../../../shared/domain/dossier/event.ts';
import { NOW, received } from '../../../support/catalogue.ts';

const { dossier, events } = received();
const file: Attachment = {
  documentId: null,
  name: 'đơn.pdf',
  mediaType: 'application/pdf',
  size: 1000,
  sha256: 'a'.repeat(64),
};
const codes = (attachment: Attachment, on: typeof dossier | null = dossier) => {
  const decision = decide(on, { type: 'attachDocument', attachment }, NOW);
  return decision.ok ? decision.value.map(({ type }) => type) : decision.error.map(({ code }) => code);
};
const attached = (position: number): DossierEvent => ({
  ...(events.at(-1) as DossierEvent),
  id: `01980000-0000-7000-8000-00000000000${String(position)}`,
  seq: position,
  position,
  type: 'documentAttached',
  data: file,
});

describe('attaching a file', () => {
  it('is an event of a received dossier, within the limit', () => {
    expect(codes(file)).toEqual(['documentAttached']);
    expect(codes(file, null)).toEqual(['dossier-transition-forbidden']);
    expect(codes({ ...file, size: ATTACHMENT_LIMIT })).toEqual(['documentAttached']);
    expect(codes({ ...file, size: ATTACHMENT_LIMIT + 1 })).toEqual(['attachment-too-large']);
    expect(codes({ ...file, size: 0 })).toEqual(['attachment-empty']);
  });

  it('the same bytes are there once, whoever attached them', () => {
    const after = fold([...events, attached(8), attached(9)]);
    expect(after?.attachments).toHaveLength(1);
    expect(codes(file, after)).toEqual(['attachment-there']);
    expect(dossier.attachments).toBeUndefined();
  });

  it('keeps a name without its folders, its ending and no more than 200 characters', () => {
    expect(fileNameOf('C:\\Users\\x\\Đơn.pdf')).toBe('Đơn.pdf');
    expect(fileNameOf('../../etc/passwd')).toBe('passwd');
    expect(fileNameOf(`${'a'.repeat(300)}.pdf`)).toBe(`${'a'.repeat(196)}.pdf`);
    expect(fileNameOf('/')).toBe('tep');
  });
});
