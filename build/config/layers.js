// The layers of the code and who may import whom; see "Rules" in each folder's README.

/** Small pure libraries that `shared` may use. */
const PURE = ['zod', 'temporal-polyfill', 'uuid', '@noble/hashes', '@noble/hashes/**'];
const REACT = ['react', 'react-dom', 'react-dom/**', 'react-i18next'];
const WIDGETS = ['react-aria-components', 'react-aria-components/**', '@tanstack/react-virtual'];
const FORMS = ['react-hook-form', '@hookform/resolvers', '@hookform/resolvers/**'];

/**
 * @typedef {object} Layer
 * @property {string} type the layer's name: its folder
 * @property {string} pattern the folder, from the top of the repository
 * @property {readonly string[]} layers other layers it may import
 * @property {readonly string[]} packages npm packages it may import
 * @property {boolean} [node] whether it may import Node's own modules
 */

/** @type {readonly Layer[]} */
export const LAYERS = [
  { type: 'shared', pattern: 'shared', layers: [], packages: PURE },
  {
    type: 'electron',
    pattern: 'electron',
    layers: ['shared'],
    packages: [
      'electron',
      'zod',
      'age-encryption',
      'asn1js',
      'modern-tar',
      'multicast-dns',
      'pkijs',
      'saxes',
      'tus-js-client',
      '@noble/ciphers/**',
    ],
    node: true,
  },
  { type: 'styles', pattern: 'renderer/styles', layers: [], packages: ['@fontsource/**'] },
  {
    type: 'i18n',
    pattern: 'renderer/i18n',
    layers: ['shared'],
    packages: ['i18next', 'react', 'react-i18next'],
  },
  {
    type: 'store',
    pattern: 'renderer/store',
    layers: ['shared'],
    packages: [...PURE, 'dexie', '@noble/ciphers/**'],
  },
  { type: 'sync', pattern: 'renderer/sync', layers: ['store', 'shared'], packages: ['zod'] },
  {
    type: 'session',
    pattern: 'renderer/session',
    layers: ['store', 'sync', 'shared'],
    packages: ['react', 'zustand', 'zod'],
  },
  {
    type: 'print',
    pattern: 'renderer/print',
    layers: ['i18n', 'shared'],
    packages: [...REACT, 'bwip-js', 'bwip-js/**', 'i18next', 'fflate', 'write-excel-file/**'],
  },
  {
    type: 'pages',
    pattern: 'renderer/pages',
    layers: ['shared'],
    packages: [
      '@cantoo/pdf-lib',
      'jsqr',
      'pdfjs-dist',
      'pdfjs-dist/**',
      'tesseract.js-core/**',
      '@tesseract.js-data/**',
    ],
  },
  {
    type: 'components',
    pattern: 'renderer/components',
    layers: ['i18n', 'styles', 'shared'],
    packages: [...REACT, ...WIDGETS, ...FORMS],
  },
  {
    type: 'use-cases',
    pattern: 'renderer/use-cases',
    layers: ['store', 'session', 'sync', 'print', 'pages', 'shared'],
    packages: ['zod'],
  },
  {
    type: 'screens',
    pattern: 'renderer/screens',
    layers: ['use-cases', 'store', 'components', 'pages', 'print', 'i18n', 'session', 'styles', 'shared'],
    packages: [...REACT, ...WIDGETS, ...FORMS, 'dexie-react-hooks', 'zod'],
  },
];

/** The rule's options: everything is forbidden but what a layer's row allows. */
export const DEPENDENCIES = {
  default: 'disallow',
  checkAllOrigins: true,
  checkUnknownLocals: true,
  message: 'This layer may not import that; see build/config/layers.js',
  policies: [
    ...LAYERS.flatMap(({ type, layers, packages, node }) => [
      ...layers.map((layer) => allow(type, { element: { type: layer } })),
      allow(type, { module: { origin: 'external', source: [...packages] } }),
      ...(node ? [allow(type, { module: { origin: 'core' } })] : []),
    ]),
    // The renderer's entry files tie the layers together.
    ...LAYERS.filter(({ type }) => type !== 'electron').map(({ type }) =>
      allow('renderer', { element: { type } }),
    ),
    allow('renderer', {
      module: { origin: 'external', source: [...REACT, ...WIDGETS, 'i18next', '@fontsource/**'] },
    }),
  ],
};

/**
 * @param {string} from
 * @param {object} to
 */
function allow(from, to) {
  return { from: { element: { type: from } }, allow: { to } };
}
