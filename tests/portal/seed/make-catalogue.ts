import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  catalogueSchema,
  type Catalogue,
  type Procedure,
  type Ward,
} from '../../../shared/domain/procedure.ts';
import type { FeeRule } from '../../../shared/domain/fee.ts';
import type { WorkingCalendar } from '../../../shared/domain/calendar.ts';
import type { Capability } from '../../../shared/domain/capability.ts';
import type { PostageTariff } from '../../../shared/domain/postage.ts';
import type { Target } from '../../../shared/domain/report/target.ts';
import type { Retention } from '../../../shared/domain/retention.ts';
import type {
  AdminUnitsSource,
  CapabilitiesSource,
  HandoverSource,
  HolidaySource,
  PostageSource,
  RetentionSource,
  TargetsSource,
  ProcedureSource,
  ProceduresSource,
} from './source-shapes.ts';

/** The seeded catalogue, committed beside this script. */
export const CATALOGUE_FILE = path.join(import.meta.dirname, 'catalogue.json');
const SOURCE = path.join(import.meta.dirname, 'source');

/** The pilot's first day; nothing older is on record. */
const PILOT_START = '2022-08-15';
const CUT_OFF = '15:00';
const CLOSING = '16:30';

/**
 * Unit identifiers in dossier codes. `000.00.19.H49` has the national form for Hạ Long; the second pair, one for each
 * office, is made up: a real province gives its own.
 */
const UNITS: Readonly<Record<string, string>> = {
  HT: '000.01.19.H49',
  GD: '000.02.19.H49',
  VH: '000.03.19.H49',
  TN: '000.04.19.H49',
  TT: '000.05.19.H49',
};

const DOCUMENT_KIND = { 'Bản chính': 'original', 'Bản sao': 'copy', 'Xuất trình': 'shown' } as const;
/** Copies from the civil status registers are paid by the copy. */
const PER_COPY = new Set(['2.000635']);

function feesOf(source: ProcedureSource): readonly FeeRule[] {
  if (source.fee_vnd === 0) return [];
  const common = {
    id: `fee-${source.code}`,
    version: 1,
    nameVi: 'Phí, lệ phí',
    verified: source.fee_verified,
    source: source.fee_source ?? 'general knowledge, unverified',
  };
  const rule = source.fee_rule;
  if (rule) {
    const tiers = rule.per_page.map((tier) => ({ upTo: tier.to, amount: tier.vnd }));
    return [{ ...common, per: 'page', tiers, cap: rule.max_per_copy_vnd }];
  }
  const per = PER_COPY.has(source.code) ? 'copy' : 'case';
  return [{ ...common, per, tiers: [{ upTo: null, amount: source.fee_vnd }], cap: null }];
}

function procedureOf(source: ProcedureSource): Procedure {
  const notes = [
    source.code_source,
    source.fee_source && `fee ${source.fee_source}`,
    source.same_day_cutoff_note,
    source.authority_note,
  ];
  return {
    code: source.code,
    version: 1,
    nameVi: source.name_vi,
    nameEn: source.name_en,
    fieldCode: source.field_code,
    authority: source.authority,
    deadline:
      source.processing_unit === 'working_day'
        ? { kind: 'working-days', days: source.processing_working_days }
        : { kind: 'same-day', cutOff: CUT_OFF },
    fees: [...feesOf(source)],
    documents: source.documents.map((document, i) => ({
      id: `${source.code}-${String(i + 1)}`,
      nameVi: document.name_vi,
      kind: DOCUMENT_KIND[document.type],
      count: document.count,
      verified: document.verified,
    })),
    effectiveFrom: PILOT_START,
    withdrawnFrom: null,
    verified: {
      code: source.code_verified,
      name: source.name_vi_verified,
      deadline: source.processing_verified,
      fee: source.fee_verified,
      authority: source.authority_verified,
    },
    source: notes.filter(Boolean).join('; '),
  };
}

function calendarOf(holidays: readonly HolidaySource[]): WorkingCalendar {
  const years = holidays.map((day) => day.date.slice(0, 4)).sort();
  return {
    version: `${years[0] ?? ''}-${years.at(-1) ?? ''}.1`,
    from: `${years[0] ?? ''}-01-01`,
    until: `${years.at(-1) ?? ''}-12-31`,
    weekend: [6, 7],
    days: holidays.map((day) => ({
      date: day.date,
      works: day.kind === 'working_day',
      nameVi: day.name_vi,
      nameEn: day.name_en,
      kind: day.kind,
      verified: day.verified,
      source: day.source,
      enabled: day.enabled ?? true,
    })),
  };
}

/** The wards of 2025 with what they were before; units of 2022 that no mapping places stay, unverified. */
function wardsOf(units: AdminUnitsSource): readonly Ward[] {
  const province = units.province.name;
  const oldNames = new Map(units.city_2022.units.map((unit) => [unit.name, `${unit.type} ${unit.name}`]));
  const placed = new Set<string>();
  const formerName = (text: string): string => {
    const name = text.replace(/ \(part\)$/u, '');
    placed.add(name);
    return `${oldNames.get(name) ?? name}${text === name ? '' : ' (một phần)'}`;
  };
  const wards = units.reform_2025.map.map((row) => ({
    name: row.new,
    province,
    verified: row.verified ?? true,
    formerly: row.from.map(formerName),
    formerDistrict: units.city_2022.name,
  }));
  const left = units.city_2022.units.filter((unit) => !placed.has(unit.name));
  return [
    ...wards,
    ...left.map((unit) => ({
      name: `${unit.type} ${unit.name}`,
      province,
      verified: false,
      formerly: [],
      formerDistrict: units.city_2022.name,
    })),
  ];
}

function postageOf({ note, tariffs }: PostageSource): readonly PostageTariff[] {
  return tariffs.map(({ name_vi: nameVi, effective_from: effectiveFrom, ...tariff }) => ({
    ...tariff,
    nameVi,
    effectiveFrom,
    source: note,
  }));
}

function retentionOf({ note, dossier_days, guided_days }: RetentionSource): Retention {
  return { dossierDays: dossier_days, guidedDays: guided_days, source: note, verified: false };
}

function targetsOf({ note, targets }: TargetsSource): readonly Target[] {
  return targets.map(({ office, indicator, percent, from }) => ({
    office,
    indicator,
    percent,
    effectiveFrom: from,
    withdrawnFrom: null,
    source: note,
    verified: false,
  }));
}

function capabilitiesOf({ rules }: CapabilitiesSource): readonly Capability[] {
  return rules.map(({ office, procedures, allows, from, note }) => ({
    office,
    procedures: procedures === 'all' ? procedures : [...procedures],
    allows: [...allows],
    effectiveFrom: from,
    withdrawnFrom: null,
    note,
    verified: false,
  }));
}

function readSource(name: string): unknown {
  return JSON.parse(readFileSync(path.join(SOURCE, name), 'utf8'));
}

/** The post offices and the one-stop centre, each with where it hands over to. */
function placesOf(units: AdminUnitsSource, { centre, on_paper: onPaper }: HandoverSource) {
  const offices = units.post_offices.map(({ id, name_vi, unit_2025 }) => ({
    id,
    name_vi,
    place: unit_2025.replace(/ \(unverified\)$/u, ''),
    handsOverTo: [
      { id: centre.id, nameVi: centre.name_vi, onPaper: false, sends: 'dossiers' as const },
      ...onPaper.map((side) => ({
        id: side.id,
        nameVi: side.name_vi,
        onPaper: true,
        sends: 'dossiers' as const,
      })),
    ],
  }));
  const back = offices.map(({ id, name_vi: nameVi }) => ({
    id,
    nameVi,
    onPaper: false,
    sends: 'results' as const,
  }));
  return [...offices, { ...centre, handsOverTo: back }];
}

/** The catalogue made from the facts in `source/`, checked against the contract. Throws when a fact is missing. */
export function makeCatalogue(): Catalogue {
  const procedures = readSource('procedures.json') as ProceduresSource;
  const units = readSource('admin-units.json') as AdminUnitsSource;
  const handover = readSource('handover.json') as HandoverSource;
  return catalogueSchema.parse({
    version: 1,
    sample: true,
    source: `DỮ LIỆU MẪU. ${procedures._note} Unit identifiers, closing times and what each office may do and hands over to are made up. ${units.post_offices_note}`,
    fields: procedures.fields.map((field) => ({
      code: field.code,
      nameVi: field.name_vi,
      nameEn: field.name_en,
    })),
    procedures: procedures.procedures.map(procedureOf),
    calendar: calendarOf(readSource('holidays.json') as readonly HolidaySource[]),
    offices: placesOf(units, handover).map((office) => ({
      id: office.id,
      nameVi: office.name_vi,
      place: office.place,
      unit: UNITS[office.id],
      closesAt: CLOSING,
      closesAtVerified: false,
      // From memory: the province's portal at the time of the pilot.
      citizenPortal: { address: 'https://dichvucong.quangninh.gov.vn', verified: false },
      handsOverTo: office.handsOverTo,
      // No body has this tax code.
      taxCode: { code: '0000000000', verified: false },
      // No bank has this number: a transfer made by mistake reaches nobody.
      bankAccount: {
        bankNumber: '999999',
        account: `000000${office.id}`,
        bankName: 'Ngân hàng mẫu (không có thật)',
        holder: 'TAI KHOAN MAU',
        verified: false,
      },
    })),
    capabilities: capabilitiesOf(readSource('capabilities.json') as CapabilitiesSource),
    wards: wardsOf(units),
    postage: postageOf(readSource('postage.json') as PostageSource),
    retention: retentionOf(readSource('retention.json') as RetentionSource),
    targets: targetsOf(readSource('targets.json') as TargetsSource),
  });
}

/** The text of the committed file. */
export function catalogueText(): string {
  return `${JSON.stringify(makeCatalogue(), null, 1)}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(CATALOGUE_FILE, catalogueText());
