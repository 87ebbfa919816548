import { ESLint } from 'eslint';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: path.join(root, 'build/config/eslint.config.js'),
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
  // Rules that need types are for real files; these are made up.
  ruleFilter: ({ ruleId }) => ruleId.startsWith('boundaries/') || ruleId.startsWith('no-restricted-'),
});

async function problems(file: string, code: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(code, { filePath: path.join(root, file) });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

describe('the layers', () => {
  it.each([
    ['shared/ids.ts', "import 'electron';"],
    ['shared/ids.ts', "import 'node:fs';"],
    ['shared/ids.ts', "import 'react';"],
    ['shared/domain/fee.ts', "import '../../electron/services/vault.ts';"],
    ['renderer/store/append.ts', "import '../sync/engine.ts';"],
    ['renderer/store/append.ts', "import '../session/session.ts';"],
    ['renderer/sync/engine.ts', "import '../use-cases/receive-dossier.ts';"],
    ['renderer/sync/engine.ts', "import 'dexie';"],
    ['renderer/use-cases/author.ts', "import '../components/field.tsx';"],
    ['renderer/use-cases/author.ts', "import 'react';"],
    ['renderer/components/field.tsx', "import '../store/queries.ts';"],
    ['renderer/screens/reception/card-text.ts', "import '../../sync/engine.ts';"],
    ['renderer/screens/reception/card-text.ts', "import 'electron';"],
    ['renderer/screens/reception/card-text.ts', "import 'node:path';"],
    ['electron/main.ts', "import '../renderer/store/append.ts';"],
    ['electron/main.ts', "import 'react';"],
  ])('refuse in %s: %s', async (file, code) => {
    expect(await problems(file, code)).toEqual(['boundaries/dependencies']);
  });

  it.each([
    ['shared/ids.ts', "import 'uuid'; import './result.ts'; import '@noble/hashes/sha2.js';"],
    ['renderer/store/append.ts', "import 'dexie'; import '../../shared/domain/fee.ts';"],
    ['renderer/sync/engine.ts', "import '../store/append.ts';"],
    ['renderer/use-cases/author.ts', "import '../store/append.ts'; import '../session/session.ts';"],
    ['renderer/screens/reception/card-text.ts', "import '../../use-cases/author.ts'; import 'react';"],
    ['electron/main.ts', "import 'electron'; import 'node:path'; import '../shared/errors.ts';"],
  ])('allow in %s: %s', async (file, code) => {
    expect(await problems(file, code)).toEqual([]);
  });

  it.each(['Date.now();', 'new Date();', 'Math.random();', 'crypto.randomUUID();'])(
    'keep the domain pure of %s',
    async (code) => {
      expect(await problems('shared/domain/fee.ts', code)).toHaveLength(1);
      expect(await problems('shared/clock.ts', code)).toEqual([]);
    },
  );
});
