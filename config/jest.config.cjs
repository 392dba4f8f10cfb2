const path = require('node:path')

const rootDir = path.resolve(__dirname, '..')

/**
 * Packages that are compiled like our sources, because jest's own module system cannot load them: ES modules only, or
 * (the MongoDB driver) with an import() in the middle.
 */
const compiled = [
  '@agendajs',
  'agenda',
  'character-entities[^/]*',
  'decode-named-character-reference',
  'jose',
  'mdast-util-[^/]+',
  'opencc-js',
  'micromark[^/]*',
  'mongodb/lib/runtime_adapters.js',
  'unist-util-[^/]+',
]

const transform = {
  '\\.(m?js|tsx?)$': [
    '@swc/jest',
    {
      swcrc: false,
      jsc: {
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic' } },
        target: 'es2022',
      },
      module: { type: 'commonjs' },
    },
  ],
}

const base = {
  rootDir,
  transform,
  // the last node_modules of the path counts: a package may bring its own copy of another
  transformIgnorePatterns: [`/node_modules/(?!.*/node_modules/)(?!(${compiled.join('|')})(/|$))`],
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json', 'node'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
  clearMocks: true,
}

const server = { testEnvironment: 'node', setupFiles: ['<rootDir>/config/jest/one-kind-of-error.ts'] }

/** What the phone would bring: TARO_ENV and the constants of config/index.ts are put in by the compiler there. */
const phone = {
  testEnvironment: 'jsdom',
  setupFiles: ['<rootDir>/config/jest/phone.ts'],
  setupFilesAfterEnv: ['<rootDir>/config/jest/client-tests.ts'],
  globals: { RENTU_API_BASE: '' },
  moduleNameMapper: {
    '\\.module\\.scss$': 'identity-obj-proxy',
    '\\.(css|scss)$': '<rootDir>/config/jest/empty-style.ts',
    '\\.(png|jpg|svg)$': '<rootDir>/config/jest/asset-path.ts',
    // the browser's own elements: real buttons and inputs
    '/scanner/scanner$': '<rootDir>/miniprogram/components/scanner/scanner.h5.tsx',
    '/host/host$': '<rootDir>/miniprogram/components/host/host.h5.tsx',
    '^@tarojs/components$': '<rootDir>/config/jest/taro-components.tsx',
    '^@tarojs/taro$': '<rootDir>/config/jest/taro.ts',
    '^@/(.*)$': '<rootDir>/miniprogram/$1',
  },
}

/** @type {import('jest').Config} */
module.exports = {
  rootDir,
  maxWorkers: 2,
  // machines have other work as well; what is quick is said by the bench, not by a test
  testTimeout: 30_000,
  testSequencer: '<rootDir>/config/jest/longest-first.cjs',
  projects: [
    { ...base, ...server, displayName: 'unit', testMatch: ['<rootDir>/tests/unit/**/*.test.ts'] },
    {
      ...base,
      ...server,
      displayName: 'server',
      testMatch: ['<rootDir>/tests/api/**/*.test.ts', '<rootDir>/tests/scenarios/**/*.test.ts'],
      // one real mongod for all files of the run; unit tests, being a project of their own, need not wait for it
      globalSetup: '<rootDir>/tests/support/mongod-global-setup.ts',
      globalTeardown: '<rootDir>/tests/support/mongod-global-teardown.ts',
    },
    // what only an index on other machines promises; `npm run test:open-search` starts a server for it
    ...(process.env.SEARCH_TEST_URL === undefined
      ? []
      : [{ ...base, ...server, displayName: 'open-search', testMatch: ['<rootDir>/tests/open-search/**/*.test.ts'] }]),
    { ...base, ...phone, displayName: 'client', testMatch: ['<rootDir>/tests/client/**/*.test.{ts,tsx}'] },
  ],
}
