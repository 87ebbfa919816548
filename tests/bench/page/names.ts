/** Repeatable random numbers in [0, 1) from a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function pick<T>(random: () => number, list: readonly [T, ...T[]]): T {
  return list[Math.floor(random() * list.length)] ?? list[0];
}

const words = (text: string) => text.split(' ') as [string, ...string[]];

// Family names about as common as they are: over a third of people share the first.
const FAMILY = words(
  'Nguyễn '.repeat(38) +
    'Trần '.repeat(11) +
    'Lê '.repeat(10) +
    'Phạm '.repeat(7) +
    'Hoàng Hoàng Hoàng Huỳnh Huỳnh Phan Phan Phan Phan Vũ Vũ Võ Võ Đặng Đặng Bùi Bùi Đỗ Hồ Ngô Dương Lý Đào Đoàn Trịnh Đinh Lâm Mai Tô',
);
const MIDDLE = words(
  'Văn Văn Văn Văn Thị Thị Thị Thị Đức Hữu Minh Ngọc Thanh Quốc Xuân Hồng Kim Thu Bích Công Đình Gia Hoài Khánh Mạnh Như Phương Quang Thùy Trọng Tuấn Viết',
);
const GIVEN = words(
  'An Anh Ánh Bảo Bình Châu Chi Cường Dung Dũng Duy Dương Đạt Đông Đức Giang Hà Hải Hạnh Hằng Hiền Hiếu Hoa Hòa Hoàng Hùng Hương Huy Huyền Khánh Khoa Kiên Lan Linh Loan Long Ly Mai Minh My Nam Nga Ngân Ngọc Nguyên Nhân Nhung Oanh Phong Phúc Phương Quân Quang Quỳnh Sơn Tâm Thanh Thành Thảo Thắng Thịnh Thu Thủy Thúy Tiến Toàn Trang Trinh Trung Tú Tuấn Tùng Tuyết Uyên Vân Việt Vinh Vy Xuân Yến',
);

/** A Vietnamese name of three or four words. */
export function personName(random: () => number): string {
  const second = random() < 0.45 ? ` ${pick(random, GIVEN)}` : '';
  return `${pick(random, FAMILY)} ${pick(random, MIDDLE)}${second} ${pick(random, GIVEN)}`;
}

const TRADES = words('Thương-mại Xây-dựng Vận-tải Du-lịch Dịch-vụ Thủy-sản Cơ-khí Nội-thất');

export function organisationName(random: () => number): string {
  const kind = pick(random, ['Công ty TNHH', 'Công ty Cổ phần', 'Hợp tác xã', 'Công ty TNHH MTV']);
  return `${kind} ${pick(random, TRADES).replace('-', ' ')} ${pick(random, GIVEN)} ${pick(random, GIVEN)}`;
}
