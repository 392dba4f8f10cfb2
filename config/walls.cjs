/**
 * The walls between the rooms of the house, for dependency-cruiser. Each rule lists what a room MAY import and forbids
 * the rest, so that a new kind of file starts behind a wall instead of in front of it.
 */

/** Our own files, and the two kinds of dependencies that are imported by name. */
const ours = '^(bff|miniprogram)/'
const packages = (...names) => names.map((name) => `(^|/)node_modules/(@types/)?${name}/`)
const layer = (name) => `^bff/features/.+\\.${name}\\.ts$`
const inFeature = (name) => `^bff/features/([^/]+)/.+\\.${name}\\.ts$`
const ownLayer = (name) => `^bff/features/$1/.+\\.${name}\\.ts$`
const layers = '(routes|policy|service|rules|queries|model|presenter)'

const error = (name, why, from, to) => ({ name, comment: why, severity: 'error', from: { path: from }, to })

/** A wall: of our own files `from` may import `may`, and the types of `alsoTypesOf`; nothing else. */
const wall = ({ name, why, from, may, alsoTypesOf = [] }) => [
  error(name, why, from, { path: ours, pathNot: [...may, ...alsoTypesOf] }),
  ...(alsoTypesOf.length === 0
    ? []
    : [error(`${name}-types-only`, why, from, { path: alsoTypesOf, pathNot: may, dependencyTypesNot: ['type-only'] })]),
]

/** Packages a room may use; whatever else is installed stays outside. */
const packagesOnly = ({ name, why, from, names }) =>
  error(name, why, from, { path: ['(^|/)node_modules/'], pathNot: packages(...names) })

const noNode = ({ name, why, from }) => error(name, why, from, { dependencyTypes: ['core'] })

const service = [
  {
    name: 'files-of-a-feature-name-their-layer',
    comment: 'A file of no layer would stand outside all walls.',
    severity: 'error',
    from: { path: '^bff/features/', pathNot: [layer(layers)] },
    to: {},
  },
  wall({
    name: 'contract-imports-itself',
    why: 'The contract is data that the client, the tests and the documents read: it must not drag the service along.',
    from: '^bff/contract/',
    may: ['^bff/contract/'],
  }),
  packagesOnly({
    name: 'contract-packages',
    why: 'The contract is zod and itself only.',
    from: '^bff/contract/',
    names: ['zod'],
  }),
  wall({
    name: 'domain-is-pure-words',
    why: 'Words shared by two or more features: if the domain knew a feature, that feature would be shared by all.',
    from: '^bff/domain/',
    may: ['^bff/domain/', '^bff/contract/'],
  }),
  packagesOnly({
    name: 'domain-packages',
    why: 'The domain converts between instants and days (luxon) and otherwise needs nothing: no store, no network.',
    from: '^bff/domain/',
    names: ['luxon'],
  }),
  noNode({
    name: 'pure-rooms-without-node',
    why: 'Domain, rules, policies and presenters are computed, not fetched: no file, socket or process.',
    from: ['^bff/domain/', layer('(rules|policy|presenter)')],
  }),
  wall({
    name: 'rules-are-pure',
    why: 'A rule is told everything it decides on. Rules of other features are words, so they may be used.',
    from: layer('rules'),
    may: ['^bff/contract/', '^bff/domain/', layer('rules')],
    alsoTypesOf: [layer('model')],
  }),
  wall({
    name: 'policy-is-pure',
    why: 'A policy says who may do what with data it is handed.',
    from: inFeature('policy'),
    may: ['^bff/contract/', '^bff/domain/', ownLayer('(rules|policy)')],
  }),
  wall({
    name: 'model-is-a-shape',
    why: 'A model is the stored shape and its indexes; it takes its closed sets from the contract.',
    from: layer('model'),
    may: ['^bff/contract/'],
    alsoTypesOf: ['^bff/domain/', layer('model')],
  }),
  packagesOnly({
    name: 'model-packages',
    why: 'A model is a mongoose schema and nothing more.',
    from: layer('model'),
    names: ['mongoose', 'mongodb', 'bson'],
  }),
  wall({
    name: 'queries-touch-their-own-model',
    why: 'Invariants are kept by one file per collection: nobody writes into the collection of another feature.',
    from: inFeature('queries'),
    may: ['^bff/contract/', '^bff/domain/', '^bff/infra/', ownLayer('(model|queries)')],
  }),
  wall({
    name: 'presenter-shows-what-it-is-given',
    why: 'A presenter turns a document into the answer of the contract; what it needs to know is in its rules.',
    from: inFeature('presenter'),
    may: ['^bff/contract/', '^bff/domain/', ownLayer('(rules|policy)'), layer('presenter')],
    // what a service has gathered has its type over there
    alsoTypesOf: [layer('(model|service)'), '^bff/infra/search/engine\\.ts$'],
  }),
  wall({
    name: 'service-composes-its-own-feature',
    why: 'A service reaches another feature by its service only, so that the rules over there are never walked around.',
    from: inFeature('service'),
    may: [
      '^bff/contract/',
      '^bff/domain/',
      '^bff/infra/',
      // its own presenter: a summary for the index and an answer that is stored are made in the service
      ownLayer('(policy|queries|presenter)'),
      // rules are pure words, its own and those of others
      layer('(service|rules)'),
    ],
    alsoTypesOf: [layer('(model|queries)')],
  }),
  wall({
    name: 'routes-stand-on-their-service',
    why: 'A route parses, calls one service and presents: it decides nothing.',
    from: inFeature('routes'),
    may: ['^bff/contract/', '^bff/domain/', '^bff/http/', ownLayer('(service|presenter|routes)'), layer('presenter')],
    // an answer may be gathered from several rooms: their services are handed in, their presenters are words
    alsoTypesOf: [layer('(service|model)'), '^bff/infra/(clock|search/engine)\\.ts$'],
  }),
  {
    name: 'only-routes-know-koa',
    comment: 'A service that knew the request could not be called by a job, a command or another service.',
    severity: 'error',
    from: { path: '^bff/', pathNot: ['^bff/http/', layer('routes'), '^bff/(app|main)\\.ts$'] },
    to: { path: packages('koa[^/]*', '@koa/[^/]+') },
  },
  {
    name: 'mongoose-stays-below-the-service',
    comment: 'Documents and sessions end at the queries; above them there are plain objects.',
    severity: 'error',
    from: { path: ['^bff/(jobs|contract|domain)/', layer('(routes|service|presenter|rules|policy)')] },
    to: { path: packages('mongoose', 'mongodb'), dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'only-queries-touch-a-model',
    comment:
      'Every filter and update of a collection stands in one file. Migrations make its indexes, and the demo library writes ' +
      'a past that no rule would let happen today.',
    severity: 'error',
    from: { path: '^bff/', pathNot: [layer('queries'), '^bff/(migrations|demo)/'] },
    to: { path: layer('model'), dependencyTypesNot: ['type-only'] },
  },
  wall({
    name: 'infra-and-http-know-no-feature',
    why: 'They are told what to do by those who use them; knowing a feature would make a circle.',
    from: '^bff/(infra|http)/',
    may: ['^bff/(infra|http|domain|contract)/'],
  }),
  wall({
    name: 'jobs-run-services',
    why: 'The clock does what a librarian could do: by the services, with their rules.',
    from: '^bff/jobs/',
    may: ['^bff/(jobs|infra|domain|contract)/', layer('service')],
  }),
  wall({
    name: 'commands-are-thin',
    why: 'A command wires and shows progress; a rule or an answer built here would exist twice.',
    from: '^bff/cli/',
    may: ['^bff/(cli|infra|domain|contract|demo|migrations|jobs)/', '^bff/(app|env)\\.ts$', layer('(service|queries)')],
  }),
  {
    name: 'only-the-starters-read-the-environment',
    comment: 'Whoever needs a setting is handed it by main or a command; env.ts stops the process when one is wrong.',
    severity: 'error',
    from: { path: '^bff/', pathNot: ['^bff/(main|env)\\.ts$', '^bff/cli/'] },
    to: { path: '^bff/env\\.ts$', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'nobody-imports-the-starters',
    comment: 'main.ts and the commands start something as soon as they are loaded.',
    severity: 'error',
    from: { pathNot: ['^bff/(main\\.ts|cli/)', '^tests/'] },
    to: { path: ['^bff/main\\.ts$', '^bff/cli/'] },
  },
  {
    name: 'composition-root-is-the-top',
    comment: 'app.ts knows everybody, so whoever knew it would know everybody too.',
    severity: 'error',
    from: { path: '^bff/', pathNot: ['^bff/(main|app|serve)\\.ts$', '^bff/cli/'] },
    to: { path: '^bff/app\\.ts$' },
  },
  {
    name: 'service-knows-no-client',
    comment: 'The service must run where the app is not even built.',
    severity: 'error',
    from: { path: '^bff/' },
    to: { path: '^miniprogram/' },
  },
]

const client = [
  {
    name: 'client-takes-types-of-the-contract-only',
    comment: 'zod costs 80 to 460 kB in the app and compiles with new Function, which WeChat forbids.',
    severity: 'error',
    from: { path: '^miniprogram/' },
    to: { path: '^bff/contract/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'client-knows-no-service',
    comment: 'Of the service the app knows the contract; the rest is decided over there.',
    severity: 'error',
    from: { path: '^miniprogram/' },
    to: { path: '^bff/', pathNot: ['^bff/contract/'] },
  },
  {
    name: 'features-never-import-each-other',
    comment: 'Two features meet on a page or by the contract; otherwise neither can be changed alone.',
    severity: 'error',
    from: { path: '^miniprogram/features/([^/]+)/' },
    to: { path: '^miniprogram/features/', pathNot: ['^miniprogram/features/$1/'] },
  },
  {
    name: 'nobody-imports-pages',
    comment: 'A page is an entry that Taro loads: parameters and one screen. What two pages share lives in a feature.',
    severity: 'error',
    from: { path: ours },
    to: { path: '^miniprogram/(pages|packages|app\\.)' },
  },
  wall({
    name: 'components-know-no-feature',
    why: 'Primitives of our design speak of buttons and cards, not of bookings.',
    from: '^miniprogram/components/',
    may: ['^miniprogram/(components|styles|i18n|assets|lib)/'],
  }),
  {
    name: 'components-fetch-nothing',
    comment: 'A component shows what it is given, in any state, also with no network.',
    severity: 'error',
    from: { path: '^miniprogram/components/' },
    to: { path: ['^miniprogram/lib/(api|transport|session|query[^/.]*)(\\.|/)', ...packages('@tanstack/[^/]+')] },
  },
  wall({
    name: 'lib-is-the-ground',
    why: 'Everybody stands on lib: if it knew a feature or a component, all would know it.',
    from: '^miniprogram/lib/',
    may: ['^miniprogram/(lib|i18n|styles)/', '^bff/contract/'],
  }),
  wall({
    name: 'words-are-words',
    why: 'Texts are data, chosen by the settings; they name the error codes and statuses of the contract as types.',
    from: '^miniprogram/i18n/',
    may: ['^miniprogram/(i18n|lib)/', '^bff/contract/'],
  }),
  noNode({ name: 'client-without-node', why: 'A phone has no Node.', from: '^miniprogram/' }),
]

const everywhere = [
  {
    name: 'no-circles',
    comment: 'Files in a circle can only be understood, loaded and tested together.',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'no-orphans',
    comment: 'A file that nobody imports and that imports nobody is probably forgotten (knip decides).',
    severity: 'warn',
    from: {
      orphan: true,
      pathNot: [
        '\\.d\\.ts$',
        '\\.config\\.ts$',
        '^miniprogram/(app\\.|pages|packages|abort-controller)',
        '^bff/(main|cli)',
      ],
    },
    to: {},
  },
  {
    name: 'no-tests-in-the-product',
    comment: 'The product must run without its tests.',
    severity: 'error',
    from: { path: ours },
    to: { path: '^tests/' },
  },
  {
    name: 'no-dev-dependencies-in-the-product',
    comment: 'What npm start needs is not a dev-only dependency: a deployment may leave those out.',
    severity: 'error',
    from: { path: ours },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'no-undeclared-packages',
    comment: 'A package that only another one brought along can be gone after the next update.',
    severity: 'error',
    from: { path: ours },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'everything-resolves',
    comment: 'An import that leads nowhere fails at run time, on the phone.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
]

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [...service, ...client, ...everywhere].flat(),
  options: {
    doNotFollow: { path: ['node_modules'] },
    exclude: { path: ['\\.(scss|css|png|jpg|svg)$'] },
    // type-only imports are dependencies too; most walls hold for them as well
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
    skipAnalysisNotInRules: true,
  },
}
