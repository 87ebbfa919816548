import type { Role } from '../../../shared/domain/rights.ts';
import type { Query } from '../database.ts';
import { hashPassword, hashSecret } from '../secrets.ts';

/** Demo accounts, the same at every start; a real portal has its own and gives them to no one like this. */
export const ENROLMENT_CODES = {
  HT: 'HATU-2022',
  GD: 'GIENGDAY-2022',
  VH: 'VIETHUNG-2022',
  TN: 'THONGNHAT-2022',
  /** The one-stop centre: it receives what the offices hand over, and no citizens. */
  TT: 'TRUNGTAM-2022',
} as const;
export type OfficeId = keyof typeof ENROLMENT_CODES;
export const OFFICE_IDS = Object.keys(ENROLMENT_CODES) as readonly OfficeId[];

export const DEMO_PASSWORD = 'demo';

export interface DemoStaff {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
}

const NAMES: Readonly<Record<OfficeId, readonly [string, string, string, string, string]>> = {
  HT: ['Nguyễn Thị Hồng Nhung', 'Phạm Văn Đức', 'Vũ Thị Bích Ngọc', 'Nguyễn Quốc Việt', 'Trịnh Công Thành'],
  GD: ['Trần Thị Thu Hà', 'Lê Minh Quân', 'Hoàng Thị Lan Anh', 'Mạc Văn Thắng', 'Lương Đức Trung'],
  VH: ['Đỗ Thị Mai', 'Bùi Quang Huy', 'Đặng Thị Thanh Tâm', 'Chu Thị Phương', 'Vi Văn Khánh'],
  TN: ['Triệu Thị Hương', 'Lý Văn Sơn', 'Đinh Thị Kim Oanh', 'Hà Thị Quyên', 'Nông Văn Dũng'],
  TT: ['Ngô Thị Thanh Huyền', 'Phan Văn Tài', 'Tạ Thị Minh Nguyệt', 'Dương Thị Loan', 'Tô Hoàng Nam'],
};

/**
 * The demo staff of an office: clerks `giaodich01` and `giaodich02`, supervisor `kiemsoat01`, administrator
 * `quantri01`, support `hotro01`.
 */
export function staffOf(office: OfficeId): readonly DemoStaff[] {
  const accounts = [
    ['giaodich01', 'clerk'],
    ['giaodich02', 'clerk'],
    ['kiemsoat01', 'supervisor'],
    ['quantri01', 'administrator'],
    ['hotro01', 'support'],
  ] as const;
  return accounts.map(([username, role], i) => ({
    id: `${office}-${username}`,
    username,
    name: NAMES[office][i] ?? '',
    role,
  }));
}

/** Whose offices a supervisor is given: the branch's of Hà Tu has all four, every other its own. */
export function officesGiven(office: OfficeId): readonly OfficeId[] {
  return office === 'HT' ? ['HT', 'GD', 'VH', 'TN'] : [office];
}

/** Gives each office its enrolment code and staff. */
export async function seedAccounts(query: Query): Promise<void> {
  for (const office of OFFICE_IDS) {
    await query('update offices set enrolment_hash = $2 where id = $1', [
      office,
      hashSecret(ENROLMENT_CODES[office]),
    ]);
    const staff = await Promise.all(
      staffOf(office).map(async (each) => ({ ...each, hash: await hashPassword(DEMO_PASSWORD) })),
    );
    for (const { id, username, name, role, hash } of staff)
      await query(
        'insert into staff (id, office, username, name, role, password_hash) values ($1, $2, $3, $4, $5, $6)',
        [id, office, username, name, role, hash],
      );
  }
  for (const office of OFFICE_IDS)
    for (const { id, role } of staffOf(office))
      if (role === 'supervisor')
        await query('insert into staff_offices (staff, office) select $1, unnest($2::text[])', [
          id,
          officesGiven(office),
        ]);
}
