import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Labels } from '../../../renderer/print/post/label.tsx';
import { labelContent, postingListContent } from '../../../renderer/print/post/post-content.ts';
import { PostingList } from '../../../renderer/print/post/posting-list.tsx';
import type { StepEntry } from '../../../shared/domain/dossier/command.ts';
import type { Dossier } from '../../../shared/domain/dossier/state.ts';
import { HERE, OFFICE, PERSON, receiveCommand, write } from '../../support/catalogue.ts';

const TARIFF = {
  id: 't',
  version: 1,
  nameVi: 'Cước',
  effectiveFrom: '2022-08-15',
  tiers: { province: [{ upTo: 100, amount: 16_000 }], country: [{ upTo: 100, amount: 30_000 }] },
  verified: false,
  source: 'made up',
};
const POSTAGE = { tariffId: 't', tariffVersion: 1, zone: 'province', grams: 20, amount: 16_000 } as const;
const BEFORE = 'Phường Giếng Đáy, Thành phố Hạ Long';

function posted(item: string, priced = true, formerly?: string): Dossier {
  const place = { ...HERE, postage: [TARIFF] };
  const data = {
    item,
    recipient: PERSON.name,
    phone: PERSON.phone,
    address: { ...PERSON.address, ...(formerly === undefined ? {} : { formerly }) },
    ...(priced ? { postage: POSTAGE } : {}),
  };
  const steps: readonly StepEntry[] = [
    { type: 'resultReady', data: { resultNumber: null } },
    { type: 'resultPosted', data },
  ];
  return write([receiveCommand(), ...steps.map((step) => ({ type: 'step', step, place }) as const)]).dossier;
}

describe('a label', () => {
  it('says who sends, who receives and where, by the names of today and of before, and what is collected', () => {
    const label = labelContent(posted('RA473124829VN', true, BEFORE));
    expect(label).toMatchObject({
      item: 'RA473124829VN',
      code: '000.00.19.H49-260713-0001',
      from: { name: OFFICE.nameVi, place: OFFICE.place },
      to: {
        name: PERSON.name,
        phone: PERSON.phone,
        street: PERSON.address.street,
        unit: 'Phường Hà Tu, Quảng Ninh',
        formerly: `trước 01/7/2025: ${BEFORE}`,
      },
      weight: '20\u00A0g',
      collect: '16.000\u00A0₫',
    });
    // What the dossier is about is nobody's business on the way.
    expect(JSON.stringify(label)).not.toContain('hộ kinh doanh');
  });

  it('leaves weight and price to be written where they are not known, and is none before a posting', () => {
    expect(labelContent(posted('RA473124829VN', false))).toMatchObject({
      weight: null,
      collect: null,
      to: { formerly: null },
    });
    expect(labelContent(write([receiveCommand()]).dossier)).toBeNull();
  });

  it('stands alone on an A6, and with three others on an A4 or A5', () => {
    const items = ['RA473124829VN', 'RA473124832VN', 'RA473124846VN', 'RA473124850VN', 'RA473124863VN'];
    const labels = items.flatMap((item) => labelContent(posted(item)) ?? []);
    const sheets = (paper: 'A6' | 'A5' | 'A4') =>
      renderToStaticMarkup(<Labels labels={labels} paper={paper} />)
        .split('data-paper')
        .slice(1)
        .map((sheet) => sheet.split('Nhãn bưu gửi').length - 1);
    expect(sheets('A6')).toEqual([1, 1, 1, 1, 1]);
    expect(sheets('A4')).toEqual([4, 1]);
    expect(sheets('A5')).toEqual([4, 1]);
  });
});

describe('a posting list', () => {
  const facts = {
    dossiers: [posted('RA473124829VN', true, BEFORE), posted('RA473124832VN', false)],
    office: OFFICE,
    counter: 'HT-1',
  };

  it('tells every item, adds up what recipients pay, and says how many have no price yet', () => {
    const list = postingListContent(facts, 1);
    if (!list) throw new Error('no list');
    expect(list.number).toBe('HT-1-260713-090000');
    expect(list.table.rows.map((row) => [row[0], row[5], row[6]])).toEqual([
      ['1', '20', '16.000'],
      ['2', '', ''],
    ]);
    expect(list.total).toContain('16.000\u00A0₫ (chưa kể 1 bưu gửi chưa tính cước)');
    const text = renderToStaticMarkup(<PostingList content={list} />);
    for (const said of [BEFORE, 'Liên 1', list.number, PERSON.name]) expect(text).toContain(said);
  });

  it('is the same list in both copies but for the copy, whenever it is printed; none without a posting', () => {
    const copies = ([1, 2] as const).map((copy) => ({ ...postingListContent(facts, copy), copy: '' }));
    expect(copies[0]).toEqual(copies[1]);
    expect(postingListContent({ ...facts, dossiers: [write([receiveCommand()]).dossier] }, 1)).toBeNull();
  });
});
