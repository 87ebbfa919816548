/** How a value is put right and checked. */
export type FieldKind = 'name' | 'date' | 'identity' | 'line';

export interface TemplateField {
  readonly field: string;
  readonly kind: FieldKind;
  /** What stands before the value on the paper; any of them. */
  readonly labels: readonly string[];
}

/** What is read from one kind of paper. Data with versions: an event says which one read it. */
export interface ReadingTemplate {
  readonly id: string;
  readonly version: number;
  /** Words of the paper's title; null fits any paper. */
  readonly title: string | null;
  readonly fields: readonly TemplateField[];
  /** Checked against the printed form. */
  readonly verified: boolean;
}

const NAME: TemplateField = {
  field: 'name',
  kind: 'name',
  labels: ['Họ và tên', 'Họ, chữ đệm, tên', 'Họ tên', 'Tôi tên là', 'Tên tôi là'],
};
const BIRTH: TemplateField = {
  field: 'birthDate',
  kind: 'date',
  labels: ['Ngày, tháng, năm sinh', 'Ngày sinh', 'Sinh ngày'],
};
const NUMBER: TemplateField = {
  field: 'identity',
  kind: 'identity',
  labels: ['Số định danh cá nhân', 'Số căn cước công dân', 'Số căn cước', 'Căn cước số', 'Số CCCD'],
};
const ADDRESS: TemplateField = {
  field: 'address',
  kind: 'line',
  labels: ['Nơi thường trú', 'Nơi cư trú', 'Địa chỉ thường trú', 'Địa chỉ'],
};

/** Labels as common forms print them; none was held against the printed forms of the gazette yet. */
export const TEMPLATES: readonly ReadingTemplate[] = [
  {
    id: 'birth-certificate',
    version: 1,
    title: 'GIẤY KHAI SINH',
    verified: false,
    fields: [
      NAME,
      BIRTH,
      NUMBER,
      { field: 'birthPlace', kind: 'line', labels: ['Nơi sinh'] },
      { field: 'mother', kind: 'name', labels: ['Họ, chữ đệm, tên người mẹ', 'Họ và tên mẹ'] },
      { field: 'father', kind: 'name', labels: ['Họ, chữ đệm, tên người cha', 'Họ và tên cha'] },
    ],
  },
  {
    id: 'application',
    version: 1,
    title: null,
    verified: false,
    fields: [
      NAME,
      BIRTH,
      NUMBER,
      ADDRESS,
      { field: 'phone', kind: 'line', labels: ['Số điện thoại', 'Điện thoại'] },
      { field: 'request', kind: 'line', labels: ['Nội dung đề nghị', 'Nội dung yêu cầu', 'Đề nghị'] },
    ],
  },
];
