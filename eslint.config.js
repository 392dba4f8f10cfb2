import js from '@eslint/js'
import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'
import house from './config/eslint/house.cjs'

const typescript = ['**/*.ts', '**/*.tsx']

const environment = [
  {
    object: 'process',
    property: 'env',
    message: 'Only bff/env.ts reads the environment: take the value as an argument.',
  },
]

const clock = [
  { object: 'Date', property: 'now', message: 'Only bff/infra/clock.ts reads the clock: be told the time.' },
  { object: 'DateTime', property: 'now', message: 'Only bff/infra/clock.ts reads the clock: be told the time.' },
  { object: 'DateTime', property: 'local', message: 'Only bff/infra/clock.ts reads the clock: be told the time.' },
  { object: 'DateTime', property: 'utc', message: 'Only bff/infra/clock.ts reads the clock: be told the time.' },
]

const clockSyntax = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.name='Date']",
    message: 'Only bff/infra/clock.ts reads the clock: be told the time.',
  },
]

const defaultExport = [
  {
    selector: "ExportDefaultDeclaration, ExportNamedDeclaration > ExportSpecifier[exported.name='default']",
    message: 'Name what you export: a default export has another name in every file that imports it.',
  },
]

const pure = [
  {
    selector: ':matches(AwaitExpression, ForOfStatement[await=true], FunctionDeclaration[async=true])',
    message: 'Pure and synchronous: fetch first, then decide.',
  },
  {
    selector: ':matches(ArrowFunctionExpression, FunctionExpression)[async=true]',
    message: 'Pure and synchronous: fetch first, then decide.',
  },
]

export default defineConfig(
  globalIgnores(['dist/**', 'coverage/**', '.data/**', '.swc/**']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  { plugins: { house }, rules: { 'house/disable-has-reason': 'error', eqeqeq: 'error' } },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { module: 'writable', require: 'readonly', process: 'readonly', __dirname: 'readonly' },
    },
  },
  {
    files: typescript,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // tsc knows every name; this rule does not know types
      'no-undef': 'off',
      'house/cast-has-reason': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/max-params': ['error', { max: 3 }],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'max-depth': ['error', 3],
      'no-restricted-syntax': ['error', ...defaultExport],
      'no-console': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      // "async" without "await" turns a throw into a rejection, which is what an asynchronous interface promises
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['bff/**/*.ts'],
    rules: {
      'no-restricted-properties': ['error', ...environment, ...clock],
      'no-restricted-syntax': ['error', ...defaultExport, ...clockSyntax],
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'node:process', message: 'Use the global process; its env belongs to bff/env.ts.' }] },
      ],
    },
  },
  { files: ['bff/env.ts'], rules: { 'no-restricted-properties': ['error', ...clock] } },
  { files: ['bff/infra/clock.ts'], rules: { 'no-restricted-properties': ['error', ...environment] } },
  { files: ['bff/infra/clock.ts'], rules: { 'no-restricted-syntax': ['error', ...defaultExport] } },
  // a command starts other programs, which need the environment it was given; its user reads its standard output
  {
    files: ['bff/cli/**/*.ts'],
    rules: { 'no-restricted-properties': ['error', ...clock], 'no-console': 'off' },
  },
  { files: ['bff/main.ts', 'bff/env.ts'], rules: { 'no-console': 'off' } },
  // a mongoose schema is written as literals, which mongoose turns into the classes that its types ask for
  {
    files: ['bff/**/*.model.ts', 'bff/infra/{lanes,stored-answers}.ts', 'tests/**/*.ts'],
    rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'off' },
  },
  {
    files: ['bff/domain/**/*.ts', 'bff/**/*.rules.ts', 'bff/**/*.presenter.ts', 'bff/**/*.policy.ts'],
    rules: { 'no-restricted-syntax': ['error', ...defaultExport, ...clockSyntax, ...pure] },
  },
  {
    files: ['miniprogram/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['node:*'], message: 'A phone has no Node: keep this on the server.' }] },
      ],
      // JSX handlers may be asynchronous: errors are shown by the hook that failed
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  // Taro finds pages and configurations by their default export
  {
    files: [
      'miniprogram/app.{ts,tsx}',
      'miniprogram/**/*.config.ts',
      'miniprogram/{pages,packages}/**/*.tsx',
      'miniprogram/custom-tab-bar/**/*.tsx',
      'config/**/*.{ts,tsx}',
      'types/**/*.ts',
      'tests/**/mongod-global-*.ts',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  // facts, not code: a table of words or books is as long as it is
  {
    files: ['miniprogram/i18n/**', 'bff/demo/**', 'tests/**', 'types/**'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['tests/**/*.{ts,tsx}'],
    rules: {
      'no-console': 'off',
      // a test knows what its fakes and its answers are
      'house/cast-has-reason': 'off',
      '@typescript-eslint/max-params': 'off',
      // expect(service.method) names the method without calling it
      '@typescript-eslint/unbound-method': 'off',
    },
  },
)
