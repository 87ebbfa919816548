import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { computeFee } from '../../../shared/domain/fee.ts';
import { isWorkingDay } from '../../../shared/domain/calendar.ts';
import { ABILITIES, capabilitiesOn } from '../../../shared/domain/capability.ts';
import { postageOf, postageTariffOn } from '../../../shared/domain/postage.ts';
import { parseDossierCode } from '../../../shared/domain/numbering.ts';
import { catalogueSchema } from '../../../shared/domain/procedure.ts';
import { CATALOGUE_FILE, catalogueText } from './make-catalogue.ts';
import type { HolidaySource, ProceduresSource } from './source-shapes.ts';

const committed = readFileSync(CATALOGUE_FILE, 'utf8').replaceAll('\r\n', '\n');
const catalogue = catalogueSchema.parse(JSON.parse(committed));
const source = (name: string): unknown =>
  JSON.parse(readFileSync(path.join(import.meta.dirname, 'source', name), 'utf8'));
const procedures = source('procedures.json') as ProceduresSource;

test('the committed catalogue is what the script makes from its sources', () => {
  expect(catalogueText()).toBe(committed);
});

test('it holds 4 offices and a one-stop centre, 9 fields and 47 procedures, each in a field, marked as sample data', () => {
  expect(catalogue.offices.map((office) => office.id)).toEqual(['HT', 'GD', 'VH', 'TN', 'TT']);
  expect(catalogue.fields).toHaveLength(9);
  expect(new Set(catalogue.procedures.map((each) => each.code)).size).toBe(47);
  for (const field of procedures.fields)
    expect(
      catalogue.procedures.filter((each) => each.fieldCode === field.code),
      field.code,
    ).toHaveLength(field.count);
  expect(catalogue.sample).toBe(true);
  expect(catalogue.source).toContain('DỮ LIỆU MẪU');
});

test('every source and verified mark of a procedure is kept', () => {
  for (const [i, from] of procedures.procedures.entries()) {
    const made = catalogue.procedures[i];
    expect(made?.code).toBe(from.code);
    expect(made?.verified).toEqual({
      code: from.code_verified,
      name: from.name_vi_verified,
      deadline: from.processing_verified,
      fee: from.fee_verified,
      authority: from.authority_verified,
    });
    for (const note of [from.code_source, from.authority_note, from.fee_source, from.same_day_cutoff_note])
      expect(made?.source).toContain(note ?? '');
    expect(made?.documents.map((document) => [document.nameVi, document.count, document.verified])).toEqual(
      from.documents.map((document) => [document.name_vi, document.count, document.verified]),
    );
    for (const fee of made?.fees ?? [])
      expect([fee.verified, fee.source]).toEqual([from.fee_verified, from.fee_source ?? fee.source]);
  }
});

test('the calendar keeps every day with its mark, and does not apply one that is not confirmed', () => {
  const days = source('holidays.json') as readonly HolidaySource[];
  expect(catalogue.calendar.days.map((day) => [day.date, day.kind, day.verified, day.source])).toEqual(
    days.map((day) => [day.date, day.kind, day.verified, day.source]),
  );
  expect(isWorkingDay(catalogue.calendar, '2026-08-22')).toBe(true);
  expect(isWorkingDay(catalogue.calendar, '2026-08-31')).toBe(false);
  expect(isWorkingDay(catalogue.calendar, '2026-11-24')).toBe(true);
});

test('fees are rules: certified copies by the page with a cap, register copies by the copy, none for free ones', () => {
  const fee = (code: string, pages: number, copies: number) =>
    computeFee(catalogue.procedures.find((each) => each.code === code)?.fees ?? [], { pages, copies }).total;
  expect(fee('2.000815', 2, 1)).toBe(4000);
  expect(fee('2.000815', 5, 3)).toBe(21_000);
  expect(fee('2.000815', 1000, 2)).toBe(400_000);
  expect(fee('2.000635', 1, 3)).toBe(24_000);
  expect(fee('1.001612', 1, 3)).toBe(100_000);
  expect(catalogue.procedures.find((each) => each.code === '1.001266')?.fees).toEqual([]);
});

test('codes of every office parse, and no two offices share a unit', () => {
  for (const office of catalogue.offices)
    expect(parseDossierCode(`${office.unit}-220815-0001`)?.unit).toBe(office.unit);
  expect(new Set(catalogue.offices.map((office) => office.unit)).size).toBe(5);
});

test('the four offices are in different phases, on made-up days marked so', () => {
  const allowed = (office: string, code: string, day: string) =>
    ABILITIES.filter((each) => capabilitiesOn(catalogue, office, code, day).standings[each].allowed);
  const [copies, permit] = ['2.000815', '1.013225'];
  const received = ['guide', 'receive', 'returnResult'];
  expect(allowed('HT', permit, '2022-08-14')).toEqual([]);
  expect(allowed('HT', permit, '2022-08-15')).toEqual(['guide']);
  expect(allowed('HT', copies, '2026-08-17')).toEqual(ABILITIES);
  expect(allowed('HT', permit, '2026-08-17')).toEqual(received);
  expect(allowed('GD', copies, '2026-08-17')).toEqual(received);
  expect(allowed('VH', copies, '2026-08-17')).toEqual(received);
  expect(allowed('TN', copies, '2026-08-17')).toEqual(['guide']);
  expect(catalogue.capabilities?.some(({ verified }) => verified)).toBe(false);
  const known = new Set(catalogue.procedures.map(({ code }) => code));
  for (const { office, procedures: named } of catalogue.capabilities ?? []) {
    expect(catalogue.offices.map(({ id }) => id)).toContain(office);
    if (named !== 'all') expect(named.filter((code) => !known.has(code))).toEqual([]);
  }
});

test('wards of 2025 say what they were before, and no unit of 2022 is lost', () => {
  const known = catalogue.wards.flatMap((ward) => [ward.name, ...ward.formerly]).join('\n');
  for (const name of ['Hà Phong', 'Yết Kiêu', 'Đồng Sơn', 'Kỳ Thượng', 'Vũ Oai'])
    expect(known).toContain(name);
  expect(catalogue.wards.find((ward) => ward.name === 'Phường Việt Hưng')?.formerly).toContain(
    'Phường Hà Khẩu (một phần)',
  );
  expect(catalogue.wards.find((ward) => ward.name === 'Xã Thống Nhất')?.verified).toBe(false);
  expect(new Set(catalogue.wards.map(({ formerDistrict }) => formerDistrict))).toEqual(
    new Set(['Thành phố Hạ Long']),
  );
});

test('postage is a made-up tariff, marked so: an item costs more the farther and heavier it goes', () => {
  const tariff = postageTariffOn(catalogue.postage ?? [], '2026-07-13');
  if (!tariff) throw new Error('no tariff');
  expect(tariff.verified).toBe(false);
  const amount = (zone: 'province' | 'country', grams: number) => postageOf(tariff, zone, grams)?.amount;
  expect(amount('province', 50)).toBe(16_000);
  expect(amount('province', 101)).toBe(20_000);
  expect(amount('country', 50)).toBe(26_000);
  expect(amount('country', 2001)).toBeUndefined();
});
