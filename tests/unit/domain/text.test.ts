import { describe, expect, it } from 'vitest';
import {
  compactCode,
  foldedWords,
  foldText,
  normaliseLine,
  normaliseLines,
} from '../../../shared/domain/text.ts';

describe('normaliseLine', () => {
  it.each([
    ['  Nguyễn   Văn\tĐạt \r\n', 'Nguyễn Văn Đạt'],
    ['Nguyễn'.normalize('NFD'), 'Nguyễn'],
    ['a\u202Eb\u2066c\u200Fd\u061Ce', 'abcde'],
    ['a\u0000b\u001Bc\u007F', 'abc'],
    ['a\u200Bb\uFEFFc\u3164d\u034Fe\uFE0F', 'abcde'],
    ['tên\uD800', 'tên'],
    ['👍 ổn', '👍 ổn'],
    // Taking the hidden character out brings letter and mark together, and they must still be composed.
    ['e\u200B\u0301', 'é'],
    ['Họ\u000Btên\u0085đệm\u2028cuối', 'Họ tên đệm cuối'],
    ['Tên\tTuổi\r\nĐạt\t36\r\n', 'Tên Tuổi Đạt 36'],
    ['', ''],
  ])('%j becomes %j', (text, expected) => {
    expect(normaliseLine(text)).toBe(expected);
  });

  it('cuts a tower of marks to four, which a letter with two needs', () => {
    expect(normaliseLine(`a${'\u0336'.repeat(50)}b`)).toBe(`a${'\u0336'.repeat(4)}b`);
    expect(normaliseLine('ê\u0323'.normalize('NFD'))).toBe('ệ');
  });
});

it('keeps lines of a note and at most one empty one between', () => {
  expect(normaliseLines('  một \r\n\r\n \u200B \n\n hai\u2028ba\t\tbốn \n')).toBe('một\n\nhai\nba bốn');
});

it('keeps letters and digits of a number typed with spaces, dots, hyphens or full width', () => {
  expect(compactCode(' 022.090-123 456 ')).toBe('022090123456');
  expect(compactCode('０２２–０９０')).toBe('022090');
});

describe('foldText', () => {
  it.each([
    ['Nguyễn Văn ĐẠT', 'nguyen van dat'],
    ['Ước Ứng Ỹ Ơ Ư đ Đ', 'uoc ung y o u d d'],
    ['Hương'.normalize('NFD'), 'huong'],
    ['H\u200Bương', 'huong'],
    ["H'Hen Niê", "h'hen nie"],
  ])('%j becomes %j', (text, expected) => {
    expect(foldText(text)).toBe(expected);
  });

  it('splits words at whatever is neither letter nor digit', () => {
    expect(foldedWords("H'Hen Niê, A-Lê (68)")).toEqual(['h', 'hen', 'nie', 'a', 'le', '68']);
    expect(foldedWords(' .,- ')).toEqual([]);
  });
});
