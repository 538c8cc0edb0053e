import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const PURE = ['src/domain/**/*.ts', 'src/application/**/*.ts'];

/**
 * `no-restricted-syntax` and `no-restricted-properties` are replaced, not merged, by a later block that sets them again.
 * So each list is built from these parts.
 */
const environment = { object: 'process', property: 'env', message: 'Only src/infrastructure/config reads the environment; take the setting as an argument.' };

const hiddenInputs = [
  { object: 'Date', property: 'now', message: 'Take the Clock port, or the time as an argument.' },
  { object: 'AbortSignal', property: 'timeout', message: 'Take the Timer port.' },
  { object: 'Math', property: 'random', message: 'Take the chance as an argument, or the IdGenerator port.' },
];

const style = [
  { selector: 'TSEnumDeclaration', message: 'Use a union of strings.' },
  { selector: 'ExportDefaultDeclaration', message: 'Use a named export.' },
  { selector: 'ExportAllDeclaration', message: 'No barrels: import the file that declares it.' },
];

const parametersMessage = 'More than 4 parameters: take one object (constructors may have more).';
const parameters = [
  { selector: 'FunctionDeclaration[params.length>4]', message: parametersMessage },
  { selector: 'ArrowFunctionExpression[params.length>4]', message: parametersMessage },
  { selector: ':not(MethodDefinition[kind="constructor"]) > FunctionExpression[params.length>4]', message: parametersMessage },
  { selector: ':matches(TSMethodSignature, TSFunctionType)[params.length>4]', message: parametersMessage },
];

const poolMessage = 'Inside a transaction use its own handle; the pool would run this statement outside of it.';
const insideTransaction = 'CallExpression[callee.property.name="transaction"] > :function';
const poolInTransaction = [
  { selector: `${insideTransaction} MemberExpression[object.type="ThisExpression"][property.name=/^(knex|db|database|pool)$/]`, message: poolMessage },
  { selector: `${insideTransaction} CallExpression[callee.name=/^(knex|db|database|pool)$/]`, message: poolMessage },
  { selector: `${insideTransaction} MemberExpression[object.name=/^(knex|db|database|pool)$/]`, message: poolMessage },
];

const presentTime = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Take the Clock port, or the time as an argument.' },
  { selector: 'CallExpression[callee.name="Date"]', message: 'Take the Clock port, or the time as an argument.' },
];

const asynchronous = [
  { selector: ':function[async=true]', message: 'The domain is synchronous: what waits belongs in a use case.' },
  { selector: 'Identifier[name=/^(Promise|PromiseLike|AsyncIterable|AsyncGenerator)$/]', message: 'The domain is synchronous: what waits belongs in a use case.' },
];

const outsideGlobals = ['console', 'process', 'performance', 'crypto', 'fetch', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask']
  .map((name) => ({ name, message: 'Domain and application reach the outside through a port.' }));

export default defineConfig(
  globalIgnores(['coverage/', '.data/', 'dist/', 'reports/', '.stryker-tmp/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-param-reassign': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: true }],
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: true, checkThenables: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `return this.reply(…)` as an early exit is clear enough.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Spreading a string into its code points is what we mean when we do it.
      '@typescript-eslint/no-misused-spread': ['error', { allow: [{ from: 'lib', name: 'string' }] }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'only-allowed-literals' }],
    },
  },

  {
    files: ['src/**/*.ts'],
    rules: {
      'no-console': 'error',
      'max-depth': ['error', 4],
      complexity: ['error', { max: 15, variant: 'modified' }],
      'no-restricted-properties': ['error', environment],
      'no-restricted-imports': ['error', { paths: ['process', 'node:process'].map((name) => ({ name, importNames: ['env'], message: environment.message })) }],
      'no-restricted-syntax': ['error', ...style, ...parameters, ...poolInTransaction],
    },
  },
  { files: ['src/main.ts', 'src/interfaces/cli/**/*.ts'], rules: { 'no-console': 'off' } },
  { files: ['src/infrastructure/config/**/*.ts'], rules: { 'no-restricted-properties': 'off', 'no-restricted-imports': 'off' } },
  // A factory of the container has one parameter for each dependency of the constructor it calls.
  { files: ['src/infrastructure/di/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...style, ...poolInTransaction] } },

  {
    files: PURE,
    rules: {
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'max-depth': ['error', 3],
      complexity: ['error', { max: 10, variant: 'modified' }],
      'no-restricted-globals': ['error', ...outsideGlobals],
      'no-restricted-properties': ['error', environment, ...hiddenInputs],
      'no-restricted-syntax': ['error', ...style, ...parameters, ...presentTime],
    },
  },
  { files: ['src/domain/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...style, ...parameters, ...presentTime, ...asynchronous] } },

  {
    files: ['test/**/*.ts'],
    rules: {
      // `expect(x).to.be.true` is an assertion.
      '@typescript-eslint/no-unused-expressions': 'off',
      // A double of an asynchronous port often has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },

  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [tseslint.configs.recommended],
    rules: { eqeqeq: 'error', 'no-var': 'error', 'prefer-const': 'error' },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
