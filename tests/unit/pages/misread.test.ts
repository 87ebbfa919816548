import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { lookAlikes, putRight, ringFace } from '../../../renderer/pages/reading/misread.ts';
import { rightName } from '../../../renderer/pages/reading/names.ts';
import { canBeSyllable } from '../../../renderer/pages/reading/syllables.ts';
import { textOf, type ReadLine } from '../../../renderer/pages/reading/words.ts';

const lineOf = (text: string): ReadLine =>
  text.split(' ').map((word, i) => ({ text: word, confidence: 95, x: i * 100, y: 0, width: 90, height: 30 }));
const put = (...lines: readonly string[]) => textOf(putRight(lines.map(lineOf)));

it.each([
  'Quảng',
  'giấy',
  'nghiệp',
  'quyết',
  'khuỷu',
  'gì',
  'giếng',
  'Ý',
  'ĐƯỜNG',
  'hoà',
  'quốc',
  'ngoằn',
  'thuở',
])('knows that %s can be a syllable', (word) => {
  expect(canBeSyllable(word)).toBe(true);
});

it.each(['Quỏng', 'Thỏo', 'Quơng', 'đoơn', 'Chôu', 'thuôt', 'các̣', 'kà', 'cên', 'mạp̉', 'w', 'sh', ''])(
  'knows that %s cannot',
  (word) => {
    expect(canBeSyllable(word)).toBe(false);
  },
);

it('takes no Vietnamese word of the app’s own texts for impossible', () => {
  const folder = path.resolve(import.meta.dirname, '../../../renderer/i18n/locales/vi');
  const words = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => readFileSync(path.join(folder, name), 'utf8').split(/[^\p{L}\p{M}]+/u))
    // Words with marks are Vietnamese; keys and English words have none. The two left out are short for decrees.
    .filter((word) => /[^\u0000-\u007F]/u.test(word) && word !== 'NĐ' && word !== 'QĐ');
  expect(words.length).toBeGreaterThan(1000);
  expect([...new Set(words.filter((word) => !canBeSyllable(word)))]).toEqual([]);
});

it('lists what may stand behind an “o”, fewest changes first', () => {
  expect(lookAlikes('Vốn')).toEqual(['Vấn', 'Văn']);
  expect(lookAlikes('ỎO')).toEqual(['ỎA', 'ẢO', 'ẢA']);
  expect(lookAlikes('Nam')).toEqual([]);
});

it('puts right what no syllable can be, and says what was seen; such a word is never sure', () => {
  const [line = []] = putRight([lineOf('tỉnh Quỏng, Ninh')]);
  expect(line.map(({ text }) => text)).toEqual(['tỉnh', 'Quảng,', 'Ninh']);
  expect(line[1]).toMatchObject({ seen: 'Quỏng,', confidence: 80 });
  expect(line[0]).toEqual(lineOf('tỉnh')[0]);
});

it('goes by what is common only on a page whose “a” look like “o”', () => {
  expect(put('con cóc ở xóc đĩa')).toBe('con cóc ở xóc đĩa');
  expect(put('phường Chôu, tỉnh Quỏng Ninh', 'xóc nhộn vốn quyền sử dụng đốt')).toBe(
    'phường Châu, tỉnh Quảng Ninh\nxác nhận vốn quyền sử dụng đất',
  );
  // Both are common: left as it was read.
  expect(put('Quỏng Chôu', 'trọng thôn')).toBe('Quảng Châu\ntrọng thôn');
});

it('does not take misread marks for a face without serifs', () => {
  const lines = putRight(['Tố 6, khu 8, tính Quảng Ninh', 'Tố 7, khu 8'].map(lineOf));
  expect(lines.flat().filter(({ seen }) => seen !== undefined)).toHaveLength(3);
  expect(ringFace(lines)).toBe(false);
  expect(ringFace(putRight(['Quỏng Chôu'].map(lineOf)))).toBe(true);
});

it('gives up on what is longer than any syllable, such as a dotted line', () => {
  expect(put('o'.repeat(2000))).toBe('o'.repeat(2000));
});

it('leaves foreign words and codes as they are', () => {
  expect(put('Motorola oto-B12 hotel Quỏng')).toBe('Motorola oto-B12 hotel Quảng');
});

it('reads “tổ” before a number whatever its mark became', () => {
  expect(put('Tố 6, khu 8')).toBe('Tổ 6, khu 8');
  expect(put('yếu tố con người')).toBe('yếu tố con người');
});

it('reads “tỉnh” between a comma and a name', () => {
  expect(put('phường Hà Tu, tính Quảng Ninh')).toBe('phường Hà Tu, tỉnh Quảng Ninh');
  expect(put('Giới tính Nam, tĩnh mạch')).toBe('Giới tính Nam, tĩnh mạch');
});

it('puts right what is spelled as a word but is none, and never what is a word of its own', () => {
  expect(put('thóng nhôn bỏn, chốp')).toBe('tháng nhân bản, chấp');
  const kept = 'mới lợi đỡ trở chơi nhờ tới hơi không động hồ hộ thôn trọng công tôn giáo';
  expect(put(kept, 'Quỏng Chôu')).toBe(`${kept}\nQuảng Châu`);
});

it('puts a name’s syllables right by common names, and leaves rare ones', () => {
  expect(rightName('Ngô Vốn Tuốn')).toBe('Ngô Văn Tuấn');
  expect(rightName('Hồ Kloong Bốn')).toBe('Hồ Kloong Bốn');
});
