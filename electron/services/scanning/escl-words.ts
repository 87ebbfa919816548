import { SaxesParser } from 'saxes';

/** Where a page lies: the glass, or the feeder. */
export type Source = 'Platen' | 'Feeder';

/** What one source of a scanner can do, as its capabilities say. */
export interface SourceCapabilities {
  /** The largest region, in 300ths of an inch. */
  readonly width: number;
  readonly height: number;
  readonly colourModes: readonly string[];
  readonly formats: readonly string[];
  /** Dots an inch; empty when it gives a range instead. */
  readonly resolutions: readonly number[];
}

export interface Capabilities {
  readonly version: string;
  /** Maker and model, as it calls itself. */
  readonly name: string;
  readonly sources: Readonly<Partial<Record<Source, SourceCapabilities>>>;
}

export interface ScannerStatus {
  /** Idle, Processing, Testing, Stopped, Down. */
  readonly state: string;
  /** `ScannerAdfLoaded`, `ScannerAdfEmpty`, `ScannerAdfJam`, `ScannerAdfHatchOpen` …; empty without a feeder. */
  readonly feeder: string;
}

/** The dots an inch wanted: what reading needs and a page of 100 KB allows. */
const RESOLUTION = 200;
const SCAN = 'http://schemas.hp.com/imaging/escl/2011/05/03';
const PWG = 'http://www.pwg.org/schemas/2010/12/sm';
/** A4 in 300ths of an inch. */
const A4 = { width: 2480, height: 3508 };

interface Node {
  readonly name: string;
  readonly children: Node[];
  text: string;
}

/** An XML document as a tree of local names; throws when it is not well-formed. Entities of its own are not known. */
function treeOf(xml: string): Node {
  const root: Node = { name: '', children: [], text: '' };
  const open: Node[] = [root];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local }) => {
    const node: Node = { name: local, children: [], text: '' };
    open.at(-1)?.children.push(node);
    if (open.push(node) > 40) throw new Error('too deep');
  });
  parser.on('text', (text) => {
    const node = open.at(-1);
    if (node) node.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  return root;
}

function* everywhere(node: Node, name: string): Generator<Node> {
  for (const child of node.children) {
    if (child.name === name) yield child;
    yield* everywhere(child, name);
  }
}
const first = (node: Node, name: string) => everywhere(node, name).next().value as Node | undefined;
const textIn = (node: Node, name: string) => first(node, name)?.text.trim() ?? '';
const textsIn = (node: Node, name: string) => [...everywhere(node, name)].map(({ text }) => text.trim());

function sourceOf(caps: Node | undefined): SourceCapabilities | undefined {
  if (!caps) return undefined;
  return {
    width: Number(textIn(caps, 'MaxWidth')) || A4.width,
    height: Number(textIn(caps, 'MaxHeight')) || A4.height,
    colourModes: textsIn(caps, 'ColorMode'),
    formats: [...new Set([...textsIn(caps, 'DocumentFormatExt'), ...textsIn(caps, 'DocumentFormat')])],
    resolutions: [...everywhere(caps, 'DiscreteResolution')]
      .map((each) => Number(textIn(each, 'XResolution')))
      .filter((dpi) => dpi > 0),
  };
}

/** What `ScannerCapabilities` says; throws when it is no such document. */
export function readCapabilities(xml: string): Capabilities {
  const root = first(treeOf(xml), 'ScannerCapabilities');
  if (!root) throw new Error('no ScannerCapabilities');
  const platen = sourceOf(first(root, 'PlatenInputCaps'));
  const feeder = sourceOf(first(root, 'AdfSimplexInputCaps'));
  if (!platen && !feeder) throw new Error('no source of pages');
  return {
    version: /^\d{1,2}\.\d{1,3}$/u.exec(textIn(root, 'Version'))?.[0] ?? '2.0',
    name: textIn(root, 'MakeAndModel')
      .replace(/[\p{C}\s]+/gu, ' ')
      .slice(0, 100),
    sources: { ...(platen && { Platen: platen }), ...(feeder && { Feeder: feeder }) },
  };
}

/** What `ScannerStatus` says; throws when it is no such document. */
export function readStatus(xml: string): ScannerStatus {
  const root = first(treeOf(xml), 'ScannerStatus');
  if (!root) throw new Error('no ScannerStatus');
  const own = root.children.find(({ name }) => name === 'State');
  return { state: own?.text.trim() ?? '', feeder: textIn(root, 'AdfState') };
}

/** The settings of a job: A4 at 200 dpi, in colour where it can (black and white is made later), in the order of the schema. */
export function settingsFor({ version }: Capabilities, source: Source, can: SourceCapabilities): string {
  const width = Math.min(A4.width, can.width);
  const height = Math.min(A4.height, can.height);
  const colour = ['RGB24', 'Grayscale8'].find((mode) => can.colourModes.includes(mode)) ?? 'RGB24';
  const format =
    ['image/jpeg', 'image/png', 'application/pdf'].find((type) => can.formats.includes(type)) ?? 'image/jpeg';
  const dpi = String(nearest(can.resolutions));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<scan:ScanSettings xmlns:scan="${SCAN}" xmlns:pwg="${PWG}">`,
    `<pwg:Version>${version}</pwg:Version>`,
    '<scan:Intent>Document</scan:Intent>',
    '<pwg:ScanRegions pwg:MustHonor="false"><pwg:ScanRegion>',
    `<pwg:Height>${String(height)}</pwg:Height>`,
    '<pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits>',
    `<pwg:Width>${String(width)}</pwg:Width>`,
    '<pwg:XOffset>0</pwg:XOffset><pwg:YOffset>0</pwg:YOffset>',
    '</pwg:ScanRegion></pwg:ScanRegions>',
    `<pwg:InputSource>${source}</pwg:InputSource>`,
    `<scan:ColorMode>${colour}</scan:ColorMode>`,
    `<scan:XResolution>${dpi}</scan:XResolution><scan:YResolution>${dpi}</scan:YResolution>`,
    `<pwg:DocumentFormat>${format}</pwg:DocumentFormat>`,
    `<scan:DocumentFormatExt>${format}</scan:DocumentFormatExt>`,
    ...(source === 'Feeder' ? ['<scan:Duplex>false</scan:Duplex>'] : []),
    '</scan:ScanSettings>',
  ].join('');
}

/** The resolution nearest to the one wanted, the finer of two as near. */
function nearest(offered: readonly number[]): number {
  return (
    offered.toSorted((a, b) => Math.abs(a - RESOLUTION) - Math.abs(b - RESOLUTION) || b - a)[0] ?? RESOLUTION
  );
}
