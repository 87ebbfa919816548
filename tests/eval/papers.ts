import type { Line } from '../support/paper-page.ts';
import { randomFrom } from '../support/seeded.ts';

/** A generated paper: what stands on it, and what its fields say. All of it is made up. */
export interface Paper {
  readonly lines: readonly Line[];
  readonly fields: Readonly<Record<string, string>>;
}

const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Ngô', 'Dương', 'Lý'];
const MIDDLE = ['Văn', 'Thị', 'Hữu', 'Đức', 'Ngọc', 'Thị Bích', 'Quang', 'Thị Hồng', 'Xuân', 'Minh'];
const GIVEN = ['Đạt', 'Ngọc', 'Ưng', 'Hường', 'Thảo', 'Quyết', 'Nhung', 'Tuấn', 'Yến', 'Khuê', 'Hiệp', 'Ánh'];
const WARDS = ['Hà Tu', 'Giếng Đáy', 'Việt Hưng', 'Hồng Gai', 'Bãi Cháy', 'Cao Xanh', 'Tuần Châu', 'Hà Lầm'];
const ASKED = [
  'chứng thực bản sao từ bản chính giấy tờ, văn bản',
  'xác nhận tình trạng hôn nhân',
  'hưởng mai táng phí của cựu chiến binh',
  'cấp giấy phép xây dựng nhà ở riêng lẻ',
  'đăng ký biến động quyền sử dụng đất',
];
const BODY = [
  'Căn cứ các quy định hiện hành, tôi làm đơn này kính đề nghị quý cơ quan xem xét, giải quyết.',
  'Tôi cam đoan những nội dung khai trên đây là đúng sự thật và chịu trách nhiệm trước pháp luật.',
  'Hồ sơ gửi kèm theo đơn gồm có: bản sao giấy tờ tùy thân, giấy tờ chứng minh nơi cư trú.',
  'Gia đình đã sinh sống ổn định tại địa phương từ năm 1998, không có tranh chấp với các hộ liền kề.',
  'Kính mong Ủy ban nhân dân phường quan tâm, tạo điều kiện giúp đỡ. Tôi xin trân trọng cảm ơn!',
];

const HEAD: readonly Line[] = [
  { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', bold: true, centre: true },
  { text: 'Độc lập - Tự do - Hạnh phúc', bold: true, centre: true },
  { text: '' },
];

/** A paper of a seed: an application or a birth certificate. */
export function paperOf(seed: number): Paper {
  const random = randomFrom(seed * 7919 + 13);
  const one = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const number = (below: number, from = 0) => from + Math.floor(random() * below);
  const person = () => `${one(FAMILY)} ${one(MIDDLE)} ${one(GIVEN)}`;
  const two = (value: number) => String(value).padStart(2, '0');
  const year = number(45, 1955);
  const name = person();
  const birthDate = `${two(number(28, 1))}/${two(number(12, 1))}/${String(year)}`;
  const identity = `022${String(number(2))}${two(year % 100)}${String(number(1_000_000)).padStart(6, '0')}`;
  const address = `Số ${String(number(200, 1))}, tổ ${String(number(12, 1))}, khu ${String(number(9, 1))}, phường ${one(WARDS)}, tỉnh Quảng Ninh`;
  if (random() < 0.4) {
    const [mother, father] = [person(), person()];
    const birthPlace = `Bệnh viện ${one(WARDS)}, tỉnh Quảng Ninh`;
    return {
      fields: { name, birthDate, identity, birthPlace, mother, father },
      lines: [
        ...HEAD,
        { text: 'GIẤY KHAI SINH', size: 18, bold: true, centre: true },
        { text: '' },
        { text: `Họ, chữ đệm, tên: ${name}` },
        { text: `Ngày, tháng, năm sinh: ${birthDate}` },
        { text: `Nơi sinh: ${birthPlace}` },
        { text: `Số định danh cá nhân: ${identity}` },
        { text: `Họ, chữ đệm, tên người mẹ: ${mother}` },
        { text: `Họ, chữ đệm, tên người cha: ${father}` },
      ],
    };
  }
  const phone = `09${String(number(100_000_000)).padStart(8, '0')}`;
  const request = one(ASKED);
  return {
    fields: { name, birthDate, identity, address, phone, request },
    lines: [
      ...HEAD,
      { text: 'ĐƠN ĐỀ NGHỊ', size: 16, bold: true, centre: true },
      { text: `Kính gửi: Ủy ban nhân dân phường ${one(WARDS)}`, centre: true },
      { text: '' },
      { text: `Họ và tên: ${name}` },
      { text: `Ngày sinh: ${birthDate}    Giới tính: ${one(['Nam', 'Nữ'])}    Dân tộc: Kinh` },
      { text: `Số căn cước: ${identity}` },
      { text: `Nơi thường trú: ${address}` },
      { text: `Số điện thoại: ${phone}` },
      { text: `Nội dung đề nghị: ${request}` },
      { text: '' },
      ...Array.from({ length: 4 }, () => ({ text: one(BODY), size: 12 })),
      { text: '' },
      { text: `Hạ Long, ngày ${two(number(28, 1))} tháng ${two(number(12, 1))} năm 2026` },
    ],
  };
}
