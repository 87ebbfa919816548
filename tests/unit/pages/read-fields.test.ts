import { expect, it } from 'vitest';
import { putRight } from '../../../renderer/pages/reading/misread.ts';
import { readFields, SURE, templateFor } from '../../../renderer/pages/reading/read-fields.ts';
import { linesOf, textOf } from '../../../renderer/pages/reading/words.ts';

/** Lines as the engine gives them: words with how sure it is of each, ten pixels a letter. */
function tsvOf(...lines: readonly (readonly (string | [string, number])[])[]): string {
  const rows = lines.flatMap((line, i) => {
    let x = 100;
    return line.map((word, j) => {
      const [text, confidence] = typeof word === 'string' ? [word, 95] : word;
      const cells = [5, 1, 1, 1, i + 1, j + 1, x, 100 + i * 50, text.length * 10, 30, confidence, text];
      x += text.length * 10 + 10;
      return cells.join('\t');
    });
  });
  return ['1\t1\t0\t0\t0\t0\t0\t0\t1000\t2000\t-1\t', ...rows].join('\n');
}
const words = (line: string) => line.split(' ');
const PAGE = { width: 1000, height: 2000 };

function read(...lines: readonly (readonly (string | [string, number])[])[]) {
  const found = linesOf(tsvOf(...lines));
  const template = templateFor(found);
  return { template: template.id, fields: readFields(found, template, PAGE) };
}
const valueOf = ({ fields }: ReturnType<typeof read>, field: string) =>
  fields.find((each) => each.field === field);

it('finds values behind their labels, also misread ones, up to the next label of the line', () => {
  const seen = read(
    words('ĐƠN ĐỀ NGHỊ'),
    words('Ho và tên: Nguyễn Thị Hồng Nhung'),
    words('Ngày sinh: 2/9/1985. Giới tính: Nữ'),
    words('Số căn cước: 022 185 001234'),
    words('Nơi thường trù: Tổ 5, khu 3, phường Hà Tu'),
  );
  expect(seen.template).toBe('application');
  expect(Object.fromEntries(seen.fields.map(({ field, read: value }) => [field, value]))).toEqual({
    name: 'Nguyễn Thị Hồng Nhung',
    birthDate: '02/09/1985',
    identity: '022185001234',
    address: 'Tổ 5, khu 3, phường Hà Tu',
    phone: null,
    request: null,
  });
  expect(valueOf(seen, 'phone')).toMatchObject({ confidence: 0, box: null });
});

it('keeps a mother’s name from becoming the child’s, by the longer label', () => {
  const seen = read(
    words('GIẤY KHAI SINH'),
    words('Họ, chữ đệm, tên người mẹ: Trần Thị Bích Thảo'),
    words('Họ, chữ đệm, tên: Hoàng Văn Đạt'),
  );
  expect(seen.template).toBe('birth-certificate');
  expect(valueOf(seen, 'name')?.read).toBe('Hoàng Văn Đạt');
  expect(valueOf(seen, 'mother')?.read).toBe('Trần Thị Bích Thảo');
});

it('is as sure as of the least sure word, and not sure of what cannot be right; says where it stands', () => {
  const seen = read(
    ['Họ', 'và', 'tên:', 'Lê', ['Ưng', 62]],
    words('Số căn cước: 02218500123'),
    words('Ngày sinh: 45/13/1985'),
  );
  expect(valueOf(seen, 'name')).toMatchObject({
    confidence: 62,
    box: { x: 210, y: 50, width: 60, height: 15 },
  });
  for (const field of ['identity', 'birthDate']) expect(valueOf(seen, field)?.confidence).toBeLessThan(SURE);
});

it('gives the text line by line in NFC', () => {
  expect(textOf(linesOf(tsvOf(words('Đạt'.normalize('NFD')), words('Ưng'))))).toBe('Đạt\nƯng');
});

it('finds labels whose “a” was read as “o”, and takes a place for no label', () => {
  const seen = read(
    words('GIẤY KHAI SINH'),
    words('Nơi sinh: Bệnh viện Hồng Gơi, tỉnh Quảng Ninh'),
    words('Số định donh có nhân: 022185001234'),
  );
  expect(valueOf(seen, 'birthPlace')?.read).toBe('Bệnh viện Hồng Gơi, tỉnh Quảng Ninh');
  expect(valueOf(seen, 'identity')?.read).toBe('022185001234');
});

it('finds labels whose words ran together, with each other or with the value', () => {
  const seen = read(words('Ngàysinh: 02/09⁄1985 Giớitính:Nữ Dân tộc: Kinh'), words('Họ và tên:Lê Ưng'));
  expect(valueOf(seen, 'birthDate')).toMatchObject({ read: '02/09/1985', box: { x: 200 } });
  expect(valueOf(seen, 'name')).toMatchObject({ read: 'Lê Ưng', box: { x: 200 } });
});

it('reads letters among digits as the digits they look like', () => {
  const seen = read(words('Số căn cước: O22I850Ol234'), words('Ngày sinh: O2/l1/1985'));
  expect(valueOf(seen, 'identity')?.read).toBe('022185001234');
  expect(valueOf(seen, 'birthDate')?.read).toBe('02/11/1985');
});

it('puts a name right on a page whose “a” look like “o”, and is then not sure', () => {
  const other = linesOf(tsvOf(words('Họ và tên: Ngô Vốn Bình')));
  expect(readFields(other, templateFor(other), PAGE)[0]).toMatchObject({
    read: 'Ngô Vốn Bình',
    confidence: 95,
  });
  const lines = putRight(
    linesOf(tsvOf(words('Họ và tên: Ngô Vốn Bình'), words('tỉnh Quỏng Ninh, Quỏng Bình'))),
  );
  const [name] = readFields(lines, templateFor(lines), PAGE);
  expect(name?.read).toBe('Ngô Văn Bình');
  expect(name?.confidence).toBeLessThan(SURE);
});
