import type { ReceptionEntry } from '../../../shared/domain/dossier/decide.ts';
import type { Catalogue } from '../../../shared/domain/procedure.ts';
import { isTaxCode } from '../../../shared/domain/citizen-id.ts';
import type { Random } from './random.ts';

const FAMILIES = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Hoàng',
  'Vũ',
  'Đặng',
  'Bùi',
  'Đỗ',
  'Ngô',
  'Đinh',
  'Tô',
  'Lưu',
  'Đoàn',
  'Triệu',
];
const MEN = [
  ['Văn', 'Quang', 'Đức', 'Minh', 'Hữu', 'Xuân'],
  ['Đạt', 'Hùng', 'Dũng', 'Tuấn', 'Thắng', 'Hiếu', 'Phúc', 'Đông', 'Khánh'],
] as const;
const WOMEN = [
  ['Thị', 'Thị Thu', 'Thị Ngọc', 'Thanh', 'Thùy'],
  ['Hà', 'Lan', 'Hương', 'Đào', 'Yến', 'Quỳnh', 'Linh', 'Phượng', 'Ánh'],
] as const;
const FIRMS = [
  'Hộ kinh doanh Biển Xanh',
  'Công ty TNHH Vận tải Hạ Long Demo',
  'Công ty TNHH Than Sạch Demo',
  'Hợp tác xã Rau an toàn Demo',
];
const STREETS = [
  'Nguyễn Văn Cừ',
  'Trần Phú',
  'Lê Thánh Tông',
  'Vũ Văn Hiếu',
  'Cái Lân',
  'Hạ Long',
  'Trần Quốc Nghiễn',
];

const twoDigits = (n: number) => String(n).padStart(2, '0');

function addressOf(random: Random, catalogue: Catalogue) {
  const ward = random.pick(catalogue.wards.filter((each) => each.verified));
  return {
    street: `Số ${String(1 + random.below(300))} đường ${random.pick(STREETS)}`,
    ward: ward.name,
    province: ward.province,
  };
}

const phoneOf = (random: Random) => `0${random.pick(['32', '90', '91', '94', '98'])}${random.digits(7)}`;

function personOf(random: Random, catalogue: Catalogue) {
  const woman = random.chance(0.5);
  const [middles, givens] = woman ? WOMEN : MEN;
  const year = 1950 + random.below(56);
  const centurySex = (year < 2000 ? 0 : 2) + (woman ? 1 : 0);
  return {
    kind: 'person',
    name: `${random.pick(FAMILIES)} ${random.pick<string>(middles)} ${random.pick<string>(givens)}`,
    identity: {
      kind: 'citizen-id',
      number: `022${String(centurySex)}${twoDigits(year % 100)}${random.digits(6)}`,
    },
    birthDate: `${String(year)}-${twoDigits(1 + random.below(12))}-${twoDigits(1 + random.below(28))}`,
    phone: phoneOf(random),
    email: null,
    address: addressOf(random, catalogue),
  } as const;
}

/** A tax code with a right check digit, in a range that is not given out (99…). */
function taxCodeOf(random: Random): string {
  for (;;) {
    const nine = `99${random.digits(7)}`;
    const whole = Array.from({ length: 10 }, (_, digit) => `${nine}${String(digit)}`).find(isTaxCode);
    if (whole) return whole;
  }
}

/** Fields in which firms file as well. */
const FIRM_FIELDS = new Set(['HKD', 'XD', 'MT', 'DD', 'CT']);

/** A made-up applicant: mostly people with identity numbers of Quảng Ninh, some firms where firms file. */
export function applicantOf(
  random: Random,
  catalogue: Catalogue,
  fieldCode: string,
): ReceptionEntry['applicant'] {
  if (!FIRM_FIELDS.has(fieldCode) || random.chance(0.7)) return personOf(random, catalogue);
  return {
    kind: 'organisation',
    name: random.pick(FIRMS),
    taxCode: taxCodeOf(random),
    phone: phoneOf(random),
    email: 'lienhe@demo.invalid',
    address: addressOf(random, catalogue),
  };
}

/** Where the result of a made-up dossier goes. */
export function deliveryOf(random: Random, catalogue: Catalogue): ReceptionEntry['delivery'] {
  if (random.chance(0.4)) return { kind: 'home', address: addressOf(random, catalogue) };
  return { kind: random.chance(0.9) ? 'counter' : 'online' };
}
