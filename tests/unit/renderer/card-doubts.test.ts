import { describe, expect, it } from 'vitest';
import { cardFault, looksLikeCard, nameDamaged } from '../../../renderer/screens/reception/card-doubts.ts';

const card = (change: Partial<Record<'number' | 'name' | 'birth' | 'rest', string>> = {}) =>
  [
    change.number ?? '022090123456',
    '100123456',
    change.name ?? 'Nguyễn Văn Đạt',
    change.birth ?? '17051990',
    change.rest ?? 'Nam|Tổ 3, Hà Tu, Quảng Ninh|01072021',
  ].join('|');

describe('a card’s QR', () => {
  it.each([
    ['whole', card(), null],
    ['with an empty old number', card().replace('100123456', ''), null],
    ['with fields of later cards', `${card()}|Nguyễn Văn A|Trần Thị B|`, null],
    ['with five fields', card({ rest: 'Nam' }), 'fields'],
    ['without a name', card({ name: ' ' }), 'fields'],
    ['with a number too short', card({ number: '02209012345' }), 'number'],
    ['with a birth date that is none', card({ birth: '31021990' }), 'date'],
    ['through the Vietnamese keyboard', card({ number: '₫ââ₫đ₫ăâêô' }), 'keyboard'],
  ])('%s', (_, text, fault) => {
    expect(looksLikeCard(text)).toBe(true);
    expect(cardFault(text)).toBe(fault);
  });

  it.each(['022090123456', 'Nguyễn Văn Đạt', '', 'a|b'])('is not %j', (text) => {
    expect(looksLikeCard(text)).toBe(false);
  });

  it.each(['Nguyeexn Vawn Ddatj', 'Nguy?n V?n ??t', 'Nguyen6 Van9 Dat5', 'Tran Thij Hoongf'])(
    'says that %s was damaged on its way',
    (name) => expect(nameDamaged(name)).toBe(true),
  );

  it.each(['Nguyễn Văn Đạt', 'Lê Anh', 'HỒ THỊ KỶ', 'H’Hen Niê', 'Trần Quốc Toản', 'Đỗ Mỹ Linh'])(
    'leaves %s alone',
    (name) => expect(nameDamaged(name)).toBe(false),
  );
});
