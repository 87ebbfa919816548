import type { Ward } from '../../shared/domain/procedure.ts';
import { foldText } from '../../shared/domain/text.ts';

// People leave "Phường" and "Xã" out, and forms write "Tỉnh Quảng Ninh" as often as "Quảng Ninh".
function bare(name: string): string {
  return foldText(name.normalize('NFC').trim().replace(/\s+/gu, ' ')).replace(
    /^(phuong|xa|thi tran|dac khu|tinh|thanh pho|p\.|x\.) ?(?=\S)/u,
    '',
  );
}

/** Whether a province as typed is one the ward list covers. */
export function coversProvince(wards: readonly Ward[], province: string): boolean {
  return wards.some((ward) => bare(ward.province) === bare(province));
}

/** The ward of a province by its name, marks and "Phường" left out or not; null when the list has none. */
export function findWard(wards: readonly Ward[], name: string, province: string): Ward | null {
  const wanted = bare(name);
  return wards.find((ward) => bare(ward.province) === bare(province) && bare(ward.name) === wanted) ?? null;
}
