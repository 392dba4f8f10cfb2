const path = require('node:path')

const rootDir = path.resolve(__dirname, '..')

/** Published as ES modules only, which jest's own module system cannot load: they are compiled like our sources. */
const esModulesOnly = [
  'character-entities[^/]*',
  'decode-named-character-reference',
  'jose',
  'mdast-util-[^/]+',
  'micromark[^/]*',
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
  transformIgnorePatterns: [`/node_modules/(?!(${esModulesOnly.join('|')})/)`],
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json', 'node'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
  clearMocks: true,
}

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
    '^@tarojs/components$': '<rootDir>/config/jest/taro-components.tsx',
    '^@tarojs/taro$': '<rootDir>/config/jest/taro.ts',
    '^@/(.*)$': '<rootDir>/miniprogram/$1',
  },
}

/** @type {import('jest').Config} */
module.exports = {
  rootDir,
  maxWorkers: 2,
  projects: [
    { ...base, displayName: 'unit', testEnvironment: 'node', testMatch: ['<rootDir>/tests/unit/**/*.test.ts'] },
    {
      ...base,
      displayName: 'server',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/tests/api/**/*.test.ts', '<rootDir>/tests/scenarios/**/*.test.ts'],
    },
    { ...base, ...phone, displayName: 'client', testMatch: ['<rootDir>/tests/client/**/*.test.{ts,tsx}'] },
  ],
}
