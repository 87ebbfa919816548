import type { Catalogue, Procedure } from '../../../shared/domain/procedure.ts';
import { createRandom, type Random } from './random.ts';

/** How many procedures the province has. */
export const PROVINCE = 1712;
const MADE_UP = 'made up for tests: no such procedure';

// Wordings as administrative procedures have them; what they join to is made up.
const ACTS = [
  ['Cấp', 'Issue'],
  ['Cấp lại', 'Reissue'],
  ['Cấp đổi', 'Exchange'],
  ['Gia hạn', 'Extend'],
  ['Điều chỉnh', 'Amend'],
  ['Thu hồi', 'Withdraw'],
  ['Thẩm định', 'Appraise'],
  ['Đăng ký', 'Register'],
  ['Xác nhận', 'Confirm'],
  ['Công nhận', 'Recognise'],
  ['Phê duyệt', 'Approve'],
  ['Thông báo', 'Notify'],
] as const;
const THINGS = [
  ['giấy phép hoạt động', 'operating licence'],
  ['giấy chứng nhận đủ điều kiện kinh doanh', 'certificate of business conditions'],
  ['chứng chỉ hành nghề', 'practising certificate'],
  ['giấy phép khai thác', 'exploitation licence'],
  ['phương án sử dụng đất', 'land use plan'],
  ['hồ sơ hưởng trợ cấp', 'allowance file'],
  ['thẻ hướng dẫn viên', 'guide card'],
  ['giấy phép vận chuyển', 'transport permit'],
  ['báo cáo đánh giá tác động', 'impact assessment report'],
  ['quyết định hỗ trợ chi phí', 'decision on cost support'],
  ['giấy phép tổ chức lễ hội', 'festival permit'],
  ['mã số cơ sở nuôi trồng', 'aquaculture site number'],
] as const;
const AREAS = [
  ['cơ sở bán lẻ thuốc', 'retail pharmacies'],
  ['tàu cá từ 12 mét trở lên', 'fishing vessels of 12 metres or more'],
  ['người khuyết tật nặng', 'people with severe disabilities'],
  ['cơ sở giáo dục mầm non tư thục', 'private nurseries'],
  ['công trình thủy lợi nhỏ', 'small irrigation works'],
  ['hộ kinh doanh dịch vụ lưu trú', 'lodging businesses'],
  ['phương tiện thủy nội địa', 'inland waterway craft'],
  ['đất ở tại đô thị', 'urban residential land'],
  ['cơ sở khám bệnh, chữa bệnh', 'clinics and hospitals'],
  ['hợp tác xã nông nghiệp', 'agricultural cooperatives'],
  ['di tích lịch sử, văn hóa', 'historical and cultural relics'],
  ['khu vực biên giới biển', 'the sea border area'],
  ['nghệ nhân ưu tú', 'distinguished artisans'],
  ['rừng phòng hộ', 'protective forests'],
] as const;

function procedureOf(random: Random, fields: Catalogue['fields'], i: number): Procedure {
  const [act, thing, area] = [random.pick(ACTS), random.pick(THINGS), random.pick(AREAS)];
  // A code no national procedure has.
  const code = `9.${String(i + 1).padStart(6, '0')}`;
  const fee = random.chance(0.5) ? random.below(40) * 5000 : 0;
  return {
    code,
    version: 1,
    nameVi: `${act[0]} ${thing[0]} đối với ${area[0]} (mẫu ${String(i + 1)})`,
    nameEn: random.chance(0.7) ? `${act[1]} ${thing[1]}: ${area[1]} (sample ${String(i + 1)})` : '',
    fieldCode: random.pick(fields).code,
    authority: 'UBND thành phố Hạ Long (mẫu)',
    deadline: random.chance(0.1)
      ? { kind: 'same-day', cutOff: '15:00' }
      : { kind: 'working-days', days: 1 + random.below(45) },
    fees:
      fee === 0
        ? []
        : [
            {
              id: `fee-${code}`,
              version: 1,
              nameVi: 'Phí, lệ phí',
              per: 'case',
              tiers: [{ upTo: null, amount: fee }],
              cap: null,
              verified: false,
              source: MADE_UP,
            },
          ],
    documents: Array.from({ length: 1 + random.below(6) }, (_, n) => ({
      id: `${code}-${String(n + 1)}`,
      nameVi: n === 0 ? `Đơn đề nghị ${act[0].toLowerCase()} ${thing[0]}` : `Giấy tờ mẫu số ${String(n + 1)}`,
      kind: random.pick(['original', 'copy', 'shown'] as const),
      count: 1,
      verified: false,
    })),
    effectiveFrom: '2022-08-15',
    withdrawnFrom: null,
    verified: { code: 'no', name: false, deadline: false, fee: false, authority: false },
    source: MADE_UP,
  };
}

/** Later versions of a procedure: the one before ends on the day the next begins. */
function versionsOf(random: Random, first: Procedure): readonly Procedure[] {
  const count = random.chance(0.2) ? 2 + random.below(2) : 1;
  const days = ['2022-08-15', '2023-07-01', '2025-07-01'];
  return Array.from({ length: count }, (_, n) => ({
    ...first,
    version: n + 1,
    effectiveFrom: days[n] ?? first.effectiveFrom,
    withdrawnFrom: (n + 1 < count ? days[n + 1] : null) ?? null,
  }));
}

/**
 * A catalogue as large as the province's, made out of a small one: **made-up sample data**, the same for the same seed.
 * About every fifth procedure has two or three versions; one in sixteen is withdrawn, nearly all of them replaced.
 */
export function makeLargeCatalogue(base: Catalogue, seed = 'province', count = PROVINCE): Catalogue {
  const random = createRandom(seed);
  const known = new Set(base.procedures.map(({ code }) => code)).size;
  const procedures = Array.from({ length: count - known }, (_, i) =>
    versionsOf(random, procedureOf(random, base.fields, i)),
  ).flatMap((versions, i, all) => {
    const last = versions.at(-1);
    if (!last || !random.chance(1 / 16)) return versions;
    const other = all[(i + 1) % all.length]?.[0]?.code;
    const withdrawal = {
      reason: 'Quyết định mẫu số 01/QĐ-UBND bãi bỏ',
      replacedBy: other !== undefined && random.chance(0.9) ? [other] : [],
    };
    return versions.with(-1, { ...last, withdrawnFrom: '2025-07-01', withdrawal });
  });
  return {
    ...base,
    version: base.version + 1,
    sample: true,
    source: `DỮ LIỆU MẪU, ${MADE_UP}`,
    procedures: [...base.procedures, ...procedures],
  };
}
