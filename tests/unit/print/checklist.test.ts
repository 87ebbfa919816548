import { describe, expect, test } from 'vitest';
import {
  checklistContent,
  type ChecklistFacts,
} from '../../../renderer/print/checklist/checklist-content.ts';
import { computeFee } from '../../../shared/domain/fee.ts';
import { handedIn, HOUSEHOLD_BUSINESS, NOW, PERSON } from '../../support/catalogue.ts';
import { nothingThere } from '../../support/guide.ts';

const FACTS: ChecklistFacts = {
  reference: 'HD-12345678',
  officeName: 'Bưu điện Thống Nhất',
  officePlace: 'Xã Thống Nhất',
  closesAt: '16:30',
  at: NOW,
  clerk: 'Phạm Thị Hoa',
  applicantName: PERSON.name,
  procedure: HOUSEHOLD_BUSINESS,
  sample: true,
  deadline: HOUSEHOLD_BUSINESS.deadline,
  fee: computeFee(HOUSEHOLD_BUSINESS.fees, { pages: 1, copies: 1 }),
  requirements: HOUSEHOLD_BUSINESS.documents,
  documents: nothingThere(HOUSEHOLD_BUSINESS),
  delivery: { kind: 'home', address: PERSON.address },
  portal: 'https://portal.example',
  number: null,
  note: '',
};
const said = (facts: Partial<ChecklistFacts>) => JSON.stringify(checklistContent({ ...FACTS, ...facts }));

describe('the checklist a guided citizen takes home', () => {
  test('says what is missing, with how many of it, and what is there already', () => {
    const [first, ...rest] = handedIn(HOUSEHOLD_BUSINESS);
    const documents = [...(first ? [first] : []), ...nothingThere(HOUSEHOLD_BUSINESS).slice(1)];
    const { table, missing } = checklistContent({ ...FACTS, documents });
    expect(table.rows.map((row) => row.slice(3))).toEqual([['✓', ''], ...rest.map(() => ['', '☐'])]);
    expect(missing).toContain(`còn thiếu ${String(rest.length)} trên ${String(documents.length)}`);
    expect(table.rows.every((row) => /^\d+ bản /u.test(row[2] ?? ''))).toBe(true);
    expect(checklistContent({ ...FACTS, documents: handedIn(HOUSEHOLD_BUSINESS) }).missing).toContain(
      'đã đủ',
    );
  });

  test('never looks like a receipt, and says that nobody files for the citizen', () => {
    const text = said({});
    expect(text).toContain('không phải giấy tiếp nhận hồ sơ');
    expect(text).toContain('không hỏi mật khẩu');
    expect(text).toContain('DỮ LIỆU MẪU');
    expect(said({ sample: false })).not.toContain('DỮ LIỆU MẪU');
  });

  test('leads to where citizens file, and back to this office; leaves room for the number until there is one', () => {
    expect(said({})).toContain('https://portal.example');
    expect(said({})).toContain('Bưu điện Thống Nhất, Xã Thống Nhất');
    expect(said({})).toContain('………');
    expect(said({ number: 'H49-260713-12345678' })).toContain('H49-260713-12345678');
    expect(said({ number: 'H49-260713-12345678' })).not.toContain('………');
    expect(said({ portal: null })).toContain('cổng dịch vụ công của tỉnh');
  });

  test('without a name it has no line for one: who only asks leaves nothing', () => {
    expect(said({ applicantName: null })).not.toContain('Hướng dẫn cho');
  });
});
