import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { cruise } from 'dependency-cruiser';
import type { ICruiseOptions, ICruiseResult } from 'dependency-cruiser';
import readCruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import readTypeScriptConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A smaller number means that the cruiser did not see the code: with TypeScript 7 it sees none and reports success. */
const FEWEST_MODULES_BELIEVED = 50;

/** Files that import nothing, for the plants to import. */
const TARGETS = [
  'src/domain/shared/identifiers.ts',
  'src/domain/alerts/alert.ts',
  'src/domain/identity/user.ts',
  'src/application/shared/clock.ts',
  'src/application/alerts/raise-alert.ts',
  'src/application/alerts/ports/alert-channel.ts',
  'src/application/identity/get-user.ts',
  'src/infrastructure/config/settings.ts',
  'src/infrastructure/di/container.ts',
  'src/infrastructure/logging/winston-logger.ts',
  'src/interfaces/http/app.ts',
  'src/main.ts',
  'test/support/fixed-clock.ts',
  'scripts/release.ts',
] as const;

interface Plant {
  readonly rule: string;
  readonly file: string;
  /** Complete import statements. */
  readonly code: string;
}

/** Each breaks one rule and no other. */
const VIOLATIONS: readonly Plant[] = [
  { rule: 'contexts-are-separate', file: 'src/domain/alerts/knows-identity.ts', code: `import '../identity/user.js';` },
  { rule: 'contexts-are-separate', file: 'src/domain/alerts/knows-a-type-of-identity.ts', code: `import type {} from '../identity/user.js';` },
  { rule: 'contexts-are-separate', file: 'src/domain/shared/knows-a-context.ts', code: `import '../alerts/alert.js';` },
  { rule: 'contexts-are-separate', file: 'src/application/alerts/knows-identity.ts', code: `import '../identity/get-user.js';` },
  { rule: 'contexts-are-separate', file: 'src/application/alerts/knows-the-domain-of-identity.ts', code: `import '../../domain/identity/user.js';` },
  { rule: 'contexts-are-separate', file: 'src/application/shared/knows-a-context.ts', code: `import '../../domain/alerts/alert.js';` },
  { rule: 'domain-knows-no-outer-layer', file: 'src/domain/alerts/knows-the-settings.ts', code: `import '../../infrastructure/config/settings.js';` },
  { rule: 'domain-knows-no-outer-layer', file: 'src/domain/alerts/knows-its-use-case.ts', code: `import type {} from '../../application/alerts/raise-alert.js';` },
  { rule: 'domain-imports-no-package', file: 'src/domain/alerts/uses-a-package.ts', code: `import 'joi';` },
  { rule: 'domain-imports-no-package', file: 'src/domain/alerts/uses-node.ts', code: `import 'node:crypto';` },
  { rule: 'application-knows-no-outer-layer', file: 'src/application/alerts/knows-an-adapter.ts', code: `import type {} from '../../infrastructure/logging/winston-logger.js';` },
  { rule: 'application-imports-no-package', file: 'src/application/alerts/uses-a-package.ts', code: `import 'joi';` },
  { rule: 'application-imports-no-package', file: 'src/application/alerts/uses-node.ts', code: `import { setTimeout } from 'node:timers/promises';` },
  { rule: 'infrastructure-knows-no-interfaces', file: 'src/infrastructure/mail/knows-http.ts', code: `import '../../interfaces/http/app.js';` },
  { rule: 'interfaces-know-no-infrastructure', file: 'src/interfaces/http/knows-the-container.ts', code: `import '../../infrastructure/di/container.js';` },
  { rule: 'cli-knows-only-the-container', file: 'src/interfaces/cli/knows-an-adapter.ts', code: `import '../../infrastructure/logging/winston-logger.js';` },
  { rule: 'interfaces-know-no-ports', file: 'src/interfaces/http/knows-a-port.ts', code: `import type {} from '../../application/alerts/ports/alert-channel.js';` },
  { rule: 'interfaces-use-only-web-packages', file: 'src/interfaces/http/uses-a-logger.ts', code: `import 'winston';` },
  { rule: 'inversify-only-in-di', file: 'src/infrastructure/logging/uses-inversify.ts', code: `import { injectable } from 'inversify';` },
  { rule: 'express-only-in-http', file: 'src/infrastructure/simulators/uses-express.ts', code: `import express from 'express';` },
  { rule: 'knex-and-pg-only-in-persistence', file: 'src/infrastructure/scheduling/uses-knex.ts', code: `import type { Knex } from 'knex';` },
  { rule: 'knex-and-pg-only-in-persistence', file: 'src/infrastructure/scheduling/uses-pg.ts', code: `import pg from 'pg';` },
  { rule: 'axios-only-in-vendor-http', file: 'src/infrastructure/vendors/samsara/uses-axios.ts', code: `import axios from 'axios';` },
  { rule: 'axios-only-in-vendor-http', file: 'src/infrastructure/vendors/samsara/uses-axios-retry.ts', code: `import axiosRetry from 'axios-retry';` },
  { rule: 'nodemailer-only-in-mail', file: 'src/infrastructure/slack/uses-nodemailer.ts', code: `import 'nodemailer';` },
  { rule: 'runtime-packages-are-declared', file: 'src/infrastructure/vendors/uses-a-test-package.ts', code: `import nock from 'nock';` },
  { rule: 'runtime-packages-are-declared', file: 'src/infrastructure/vendors/uses-what-another-package-brought.ts', code: `import qs from 'qs';` },
  { rule: 'src-knows-no-test', file: 'src/infrastructure/logging/knows-a-test.ts', code: `import '../../../test/support/fixed-clock.js';` },
  { rule: 'src-knows-no-test', file: 'src/infrastructure/logging/knows-a-script.ts', code: `import '../../../scripts/release.js';` },
  { rule: 'nobody-imports-main', file: 'src/interfaces/cli/starts-main.ts', code: `import '../../main.js';` },
  { rule: 'no-cycles', file: 'src/infrastructure/metrics/counts-itself.ts', code: `import type {} from './counts-itself-too.js';` },
  { rule: 'no-cycles', file: 'src/infrastructure/metrics/counts-itself-too.ts', code: `import type {} from './counts-itself.js';` },
  { rule: 'imports-resolve', file: 'src/infrastructure/mail/imports-nothing-there.ts', code: `import './not-there.js';` },
];

/** What the rules must leave alone: each is the nearest permitted neighbour of a violation. */
const PERMITTED: readonly Omit<Plant, 'rule'>[] = [
  { file: 'src/domain/alerts/permitted.ts', code: `import './alert.js';\nimport '../shared/identifiers.js';` },
  { file: 'src/application/alerts/permitted.ts', code: `import './ports/alert-channel.js';\nimport '../../domain/alerts/alert.js';\nimport '../shared/clock.js';\nimport '../../domain/shared/identifiers.js';` },
  { file: 'src/infrastructure/persistence/alerts/permitted.ts', code: `import 'knex';\nimport 'pg';\nimport 'node:fs';\nimport '../../../application/identity/get-user.js';\nimport '../../../domain/alerts/alert.js';` },
  { file: 'src/infrastructure/vendors/http/permitted.ts', code: `import 'axios';\nimport 'axios-retry';` },
  { file: 'src/infrastructure/mail/permitted.ts', code: `import 'nodemailer';` },
  { file: 'src/infrastructure/simulators/permitted.ts', code: `import 'node:http';` },
  { file: 'src/infrastructure/di/permitted.ts', code: `import 'inversify';` },
  { file: 'src/interfaces/http/permitted.ts', code: `import 'express';\nimport 'joi';\nimport 'node:http';\nimport '../../application/alerts/raise-alert.js';\nimport '../../application/shared/clock.js';\nimport '../../domain/identity/user.js';` },
  { file: 'src/interfaces/cli/permitted.ts', code: `import '../../infrastructure/di/container.js';\nimport '../../infrastructure/config/settings.js';` },
];

async function cruiseSources(root: string): Promise<ICruiseResult> {
  const options: ICruiseOptions = { ...(await readCruiseOptions(join(ROOT, '.dependency-cruiser.cjs'))), baseDir: root };
  const { output } = await cruise(['src'], options, undefined, { tsConfig: readTypeScriptConfig(join(root, 'tsconfig.json')) });
  if (typeof output === 'string') throw new Error(`dependency-cruiser answered with text: ${output}`);
  return output;
}

function sourcesIn(result: ICruiseResult): readonly string[] {
  return result.modules.map((module) => module.source).filter((source) => source.startsWith('src/'));
}

function write(root: string, file: string, code: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), `${code}\n`);
}

function plantTree(): string {
  const root = mkdtempSync(join(tmpdir(), 'fleetbridge-rules-'));
  for (const file of ['package.json', 'tsconfig.json']) copyFileSync(join(ROOT, file), join(root, file));
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  for (const file of TARGETS) write(root, file, 'export {};');
  for (const { file, code } of [...VIOLATIONS, ...PERMITTED]) write(root, file, code);
  return root;
}

describe('Who may import whom', function () {
  this.timeout(60_000);

  describe('in src', () => {
    let result: ICruiseResult;

    before(async () => {
      result = await cruiseSources(ROOT);
    });

    it(`was looked at: more than ${FEWEST_MODULES_BELIEVED} modules`, () => {
      expect(sourcesIn(result)).to.have.length.greaterThan(FEWEST_MODULES_BELIEVED);
    });

    it('0 violations', () => {
      expect(result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).to.deep.equal([]);
    });
  });

  describe(`in a tree with ${VIOLATIONS.length} planted violations`, () => {
    let root: string;
    let result: ICruiseResult;

    before(async () => {
      root = plantTree();
      result = await cruiseSources(root);
    });

    after(() => {
      rmSync(root, { recursive: true });
    });

    function rulesThatCatch(file: string): readonly string[] {
      // Not from the summary, which names a cycle at one of its files only.
      const imports = result.modules.find(({ source }) => source === file)?.dependencies ?? [];
      return [...new Set(imports.flatMap(({ rules }) => rules ?? []).map(({ name }) => name))];
    }

    for (const { rule, file } of VIOLATIONS) {
      it(`${rule} alone catches ${file}`, () => {
        expect(rulesThatCatch(file)).to.deep.equal([rule]);
      });
    }

    for (const { file } of PERMITTED) {
      it(`no rule minds ${file}`, () => {
        expect(sourcesIn(result)).to.include(file);
        expect(rulesThatCatch(file)).to.deep.equal([]);
      });
    }

    it('every rule has a plant', async () => {
      const { ruleSet } = await readCruiseOptions(join(ROOT, '.dependency-cruiser.cjs'));
      const rules = (ruleSet?.forbidden ?? []).map(({ name }) => name);
      expect(new Set(VIOLATIONS.map(({ rule }) => rule))).to.deep.equal(new Set(rules));
    });
  });
});
