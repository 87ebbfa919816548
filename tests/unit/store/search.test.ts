import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { merge } from '../../../renderer/store/merge.ts';
import { FoldedIndex } from '../../../renderer/store/search/folded-index.ts';
import { createSearch } from '../../../renderer/store/search/search-client.ts';
import { newId } from '../../../shared/ids.ts';
import {
  author,
  ORGANISATION,
  PERSON,
  received,
  receptionEntry,
  REPRESENTATIVE,
} from '../../support/catalogue.ts';
import { counterDatabase, instant, receive, save } from './counter.ts';

function indexOf(...texts: readonly (readonly string[])[]) {
  const index = new FoldedIndex();
  const ids = texts.map(() => newId());
  texts.forEach((each, i) => index.add({ id: ids[i] ?? '', at: i, texts: each }));
  const found = (query: string, limit = 50) => index.search(query, limit).map((id) => ids.indexOf(id));
  return { index, ids, found };
}

describe('the folded index', () => {
  it.each([
    'Nguyễn Văn Đạt',
    'dat nguyen',
    'ĐẠT văn',
    'Ng va da',
    'nguye\u0302\u0303n va\u0306n đa\u0323t',
    ' \u202Edat\u200B  😀 nguyen, ',
    'nguyen nguyen',
  ])('finds Nguyễn Văn Đạt by %j', (query) => {
    const { found } = indexOf(['Nguyễn Văn Đạt'], ['Trần Thị Bích Ngọc'], ['Nguyễn Văn Nam']);
    expect(found(query)).toContain(0);
    expect(found(query)).not.toContain(1);
  });

  it('needs every word, and the beginning of it', () => {
    const { found } = indexOf(['Nguyễn Văn Đạt']);
    expect(found('nguyen tran')).toEqual([]);
    expect(found('guyen')).toEqual([]);
    expect(found('nguyenvan')).toEqual([]);
  });

  it.each(['', '   ', '😀', '\u202E', '-.-', '\u0301'])('finds nothing by %j', (query) => {
    expect(indexOf(['Nguyễn Văn Đạt 😀']).found(query)).toEqual([]);
  });

  it('takes right-to-left names and others in their own letters', () => {
    const { found } = indexOf(['محمد علي'], ['José Ürgüp'], ['王小明']);
    expect(found('علي')).toEqual([0]);
    expect(found('urg jose')).toEqual([1]);
    expect(found('王')).toEqual([2]);
  });

  it('finds numbers by their beginning, their last four digits, or with spaces', () => {
    const { found } = indexOf(
      ['A', '022090123456', '0912345678'],
      ['B', '022301012345', '02033825678'],
      ['C', 'C1234567', '100123456', '+8491234567890123'],
      ['D', '0100109106-001'],
    );
    expect(found('022')).toEqual([1, 0]);
    expect(found('0220 9012 3456')).toEqual([0]);
    expect(found('3456')).toEqual([2, 0]);
    expect(found('5678')).toEqual([1, 0]);
    expect(found('678')).toEqual([]);
    expect(found('0912 345 678')).toEqual([0]);
    expect(found('+84 912 345 678')).toEqual([0]);
    expect(found('c123')).toEqual([2]);
    expect(found('8491234567')).toEqual([2]);
    expect(found('0100109106-001')).toEqual([3]);
    expect(found('220')).toEqual([]);
    expect(found('0912345678000')).toEqual([]);
    expect(found('9'.repeat(400))).toEqual([]);
  });

  it('finds codes whole, in part and in any order', () => {
    const { found } = indexOf(
      ['000.00.19.H49-260713-0001'],
      ['000.00.19.H49-260713-0012'],
      ['TAM-HT-1-260713-001'],
    );
    expect(found('000.00.19.H49-260713-0001')).toEqual([0]);
    expect(found('h49 260713')).toEqual([1, 0]);
    expect(found('0012 h49')).toEqual([1]);
    expect(found('tam-ht-1')).toEqual([2]);
    expect(found('00')).toEqual([2, 1, 0]);
  });

  it('gives the newest first whatever the order of adding, and no more than asked', () => {
    const index = new FoldedIndex();
    const at = [5, 1, 9, 3, 3, 7];
    at.forEach((time, i) => index.add({ id: `dossier-${i}`, at: time, texts: ['Lê Lan'] }));
    expect(index.search('lan', 50)).toEqual([
      'dossier-2',
      'dossier-5',
      'dossier-0',
      'dossier-4',
      'dossier-3',
      'dossier-1',
    ]);
    expect(index.search('lan', 2)).toEqual(['dossier-2', 'dossier-5']);
    expect(index.search('lan', 0)).toEqual([]);
  });

  it('forgets what a dossier was called before', () => {
    const { index, ids, found } = indexOf(['Lê Lan', '0912345678'], ['Lê Hoa']);
    index.add({ id: ids[0] ?? '', at: 0, texts: ['Lê Mai', '0912345678'] });
    index.add({ id: ids[0] ?? '', at: 0, texts: ['Lê Mai', '0912345678'] });
    expect(index.size).toBe(2);
    expect(found('lan')).toEqual([]);
    expect(found('mai')).toEqual([0]);
    expect(found('le')).toEqual([1, 0]);
    index.add({ id: ids[0] ?? '', at: 5, texts: ['Lê Mai', '0987654321'] });
    expect(found('le')).toEqual([0, 1]);
    expect(found('0912')).toEqual([]);
  });
});

describe('search', () => {
  it('covers what was there, what is saved and what is merged', async () => {
    const db = await counterDatabase();
    const first = await receive(db, 0);
    const search = createSearch(db);
    const during = await receive(db, 1, { applicant: ORGANISATION, representative: REPRESENTATIVE });
    await search.ready;
    const other = received(
      { entry: receptionEntry({ applicant: { ...PERSON, name: 'Đoàn Quý Đôn' } }) },
      author({ counter: 'HT-2' }),
    );
    await merge(db, other.events, 1);
    const found = async (text: string) => (await search.search(text, 50)).map(({ dossier }) => dossier.id);
    expect(await found('dat nguyen')).toEqual([first.id]);
    expect(await found('mtv ha long')).toEqual([during.id]);
    expect(await found('ngoc bich')).toEqual([during.id]);
    expect(await found('0987 654 321')).toEqual([during.id]);
    expect(await found('don doan')).toEqual([other.id]);
    await save(
      db,
      { type: 'correct', field: 'applicant.name', to: 'Nguyễn Văn Đức', reason: 'gõ nhầm', approver: null },
      instant(5),
      first.id,
    );
    expect(await found('dat nguyen')).toEqual([]);
    expect(await found('duc nguyen')).toEqual([first.id]);
    expect((await search.search('duc', 50))[0]?.sync).toBe('saved');
    search.close();
  });
});
