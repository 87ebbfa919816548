import type { Command, ReceptionEntry } from '../../../shared/domain/dossier/decide.ts';
import type { CheckedDocument } from '../../../shared/domain/dossier/documents.ts';
import type { StepEntry } from '../../../shared/domain/dossier/command.ts';
import type { Procedure } from '../../../shared/domain/procedure.ts';
import {
  BUILDING_PERMIT,
  HOUSEHOLD_BUSINESS,
  ORGANISATION,
  receptionEntry,
  REPRESENTATIVE,
} from '../../support/catalogue.ts';

export const SHORT: Procedure = HOUSEHOLD_BUSINESS;

const DOCUMENTS = [
  'Đơn đề nghị cấp giấy phép xây dựng theo mẫu quy định, có đầy đủ chữ ký của chủ đầu tư và xác nhận của đơn vị tư vấn thiết kế',
  'Bản sao một trong những giấy tờ chứng minh quyền sử dụng đất theo quy định của pháp luật về đất đai',
  'Bản cam kết bảo đảm an toàn đối với công trình liền kề',
  'Văn bản thẩm duyệt thiết kế về phòng cháy, chữa cháy kèm theo bản vẽ đã đóng dấu thẩm duyệt đối với công trình thuộc danh mục phải thẩm duyệt',
];

/** A procedure with one of the longest names there are and a checklist that fills pages. */
export const LONG: Procedure = {
  ...BUILDING_PERMIT,
  nameVi:
    'Cấp giấy phép xây dựng mới, giấy phép sửa chữa, cải tạo, giấy phép di dời công trình và nhà ở riêng lẻ đối với công trình cấp III, cấp IV (công trình không theo tuyến/theo tuyến trong đô thị/tín ngưỡng, tôn giáo/tượng đài, tranh hoành tráng/theo giai đoạn/dự án)',
  authority: 'Phòng Kinh tế, Hạ tầng và Đô thị – Ủy ban nhân dân phường Bãi Cháy, tỉnh Quảng Ninh',
  documents: Array.from({ length: 28 }, (_, i) => ({
    id: `document-${String(i + 1)}`,
    nameVi: `${DOCUMENTS[i % DOCUMENTS.length] ?? ''} (bản ${String(i + 1)})`,
    kind: i % 2 === 0 ? ('original' as const) : ('copy' as const),
    count: (i % 3) + 1,
    verified: false,
  })),
};

export function shortEntry(documents: readonly CheckedDocument[]): ReceptionEntry {
  return receptionEntry({ documents });
}

export function longEntry(documents: readonly CheckedDocument[]): ReceptionEntry {
  return receptionEntry({
    documents,
    applicant: {
      ...ORGANISATION,
      name: 'Công ty Trách nhiệm hữu hạn Một thành viên Thương mại, Dịch vụ Du lịch và Đầu tư Xây dựng Hạ tầng Kỹ thuật Đô thị Vịnh Hạ Long – Chi nhánh Quảng Ninh',
      email: 'phong.hanh-chinh.tong-hop@dich-vu-du-lich-va-dau-tu-ha-long.example.vn',
      address: {
        street:
          'Lô B12–B14, ô số 27, khu đô thị dịch vụ hậu cần cảng, đường Hoàng Quốc Việt kéo dài, tổ 15, khu 8',
        ward: 'Phường Bãi Cháy',
        province: 'Tỉnh Quảng Ninh',
      },
    },
    representative: {
      ...REPRESENTATIVE,
      name: 'Nguyễn Hoàng Thị Thuỳ Phương Quỳnh Như Ngọc',
      authority: 'Giấy ủy quyền số 0158/2026/UQ-HL68 ngày 10/07/2026 của Tổng Giám đốc, có chứng thực chữ ký',
    },
    delivery: {
      kind: 'home',
      address: { street: 'Số 1 đường Lê Thánh Tông', ward: 'Phường Hồng Gai', province: 'Quảng Ninh' },
    },
    sets: 12,
    feeCounts: { pages: 240, copies: 37 },
    paid: 'transfer',
  });
}

const REASON =
  'Qua kiểm tra thành phần hồ sơ, Bộ phận tiếp nhận và trả kết quả nhận thấy bản vẽ thiết kế xây dựng chưa thể hiện đầy đủ ranh giới lô đất, chỉ giới đường đỏ và khoảng lùi theo quy hoạch chi tiết đã được phê duyệt; giấy chứng nhận quyền sử dụng đất chưa được đăng ký biến động sau khi chuyển nhượng; chữ ký trên đơn đề nghị không trùng với chữ ký mẫu của người đại diện theo pháp luật. '
    .repeat(3)
    .slice(0, 990);
const GROUND =
  'Khoản 2 Điều 17 Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ, được sửa đổi, bổ sung tại Nghị định số 107/2021/NĐ-CP';

/** The same step, said at the length a thorough clerk would say it. */
export function longStep(command: Command): Command {
  if (command.type !== 'step') return command;
  const data: Record<string, unknown> = { ...command.step.data };
  if ('reason' in data) data['reason'] = REASON;
  if ('ground' in data) data['ground'] = GROUND;
  if ('approver' in data) data['approver'] = 'Nguyễn Hoàng Thị Thuỳ Phương Quỳnh Như Ngọc';
  if ('to' in data) data['to'] = LONG.authority;
  if (command.step.type === 'resultHandedOver') data['collector'] = { kind: 'representative' };
  if (command.step.type === 'supplementRequested')
    data['documents'] = LONG.documents.map(({ nameVi, count }, i) => ({
      nameVi,
      originals: i % 2 === 0 ? count : 0,
      certifiedCopies: i % 2,
      photocopies: i % 5 === 0 ? 12 : 0,
    }));
  return { ...command, step: { type: command.step.type, data } as StepEntry };
}
