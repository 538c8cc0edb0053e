/**
 * Who may import whom. docs and test/architecture/dependency-rules.test.ts use the rules' names; each rule there has a
 * planted violation that must be caught, so a new rule needs a new plant.
 *
 * A package resolves to `node_modules/<name>/…`, a builtin to its bare name (`fs`), one that is missing to its specifier.
 * `$1` and `$2` repeat what the parentheses of `from.path` matched.
 */
const OURS = '^(src|test|migrations|bench|scripts)/';

const package_ = (...names) => `node_modules/(${names.join('|')})/`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'contexts-are-separate',
      comment: 'A context imports its own domain and application, and the shared folders; shared folders import only shared folders. What it needs from another context is a port.',
      severity: 'error',
      from: { path: '^src/(domain|application)/([^/]+)/' },
      to: { path: '^src/(?:domain|application)/', pathNot: '^src/(?:domain|application)/(?:$2|shared)/' },
    },
    {
      name: 'domain-knows-no-outer-layer',
      comment: 'The domain imports the domain.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { path: '^src/(application|infrastructure|interfaces)/' },
    },
    {
      name: 'domain-imports-no-package',
      comment: 'The domain is plain TypeScript: no npm package, no node: module.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: OURS },
    },
    {
      name: 'application-knows-no-outer-layer',
      comment: 'A use case reaches the outside through a port.',
      severity: 'error',
      from: { path: '^src/application/' },
      to: { path: '^src/(infrastructure|interfaces)/' },
    },
    {
      name: 'application-imports-no-package',
      comment: 'Use cases are plain TypeScript: no npm package, no node: module.',
      severity: 'error',
      from: { path: '^src/application/' },
      to: { pathNot: OURS },
    },
    {
      name: 'infrastructure-knows-no-interfaces',
      comment: 'Adapters do not know who calls the use cases.',
      severity: 'error',
      from: { path: '^src/infrastructure/' },
      to: { path: '^src/interfaces/' },
    },
    {
      name: 'interfaces-know-no-infrastructure',
      comment: 'Routes get use cases handed in; only main.ts and the command line know the container.',
      severity: 'error',
      from: { path: '^src/interfaces/', pathNot: '^src/interfaces/cli/' },
      to: { path: '^src/infrastructure/' },
    },
    {
      name: 'cli-knows-only-the-container',
      comment: 'A command reads the configuration and asks the container for a use case.',
      severity: 'error',
      from: { path: '^src/interfaces/cli/' },
      to: { path: '^src/infrastructure/', pathNot: '^src/infrastructure/(di|config|simulators)/' },
    },
    {
      name: 'interfaces-know-no-ports',
      comment: 'Ports belong to use cases and adapters; a route calls a use case.',
      severity: 'error',
      from: { path: '^src/interfaces/' },
      to: { path: '^src/application/[^/]+/ports/' },
    },
    {
      name: 'interfaces-use-only-web-packages',
      comment: 'Routes are express and joi; cors, helmet and swagger-ui-dist are parts of the express app.',
      severity: 'error',
      from: { path: '^src/interfaces/' },
      to: { path: 'node_modules/', pathNot: package_('express', 'joi', 'cors', 'helmet', 'swagger-ui-dist', '@types/[^/]+') },
    },
    {
      name: 'inversify-only-in-di',
      comment: 'Classes take plain constructor arguments; the container is known in one folder.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(infrastructure/di/|main\\.ts$)' },
      to: { path: package_('inversify', '@inversifyjs/[^/]+', 'reflect-metadata') },
    },
    {
      name: 'express-only-in-http',
      comment: 'A simulator speaks node:http.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/interfaces/http/' },
      to: { path: package_('express', '@types/express[^/]*') },
    },
    {
      name: 'knex-and-pg-only-in-persistence',
      comment: 'SQL stays in one folder (and in migrations).',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/infrastructure/persistence/' },
      to: { path: package_('knex', 'pg', 'pg-[^/]+', '@types/pg') },
    },
    {
      name: 'axios-only-in-vendor-http',
      comment: 'Adapters reach a vendor through the one vendor client, which has the timeouts, limits, retries and guards.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/infrastructure/vendors/http/' },
      to: { path: package_('axios', 'axios-retry') },
    },
    {
      name: 'nodemailer-only-in-mail',
      comment: 'Mail leaves through the one channel, which has the deadline, the TLS rules and the safe reasons.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/infrastructure/mail/' },
      to: { path: package_('nodemailer', '@types/nodemailer') },
    },
    {
      name: 'runtime-packages-are-declared',
      comment: 'src imports only what package.json lists under dependencies or optionalDependencies.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: package_('@types/[^/]+') },
    },
    {
      name: 'src-knows-no-test',
      comment: 'What runs in production does not depend on tests, benchmarks or scripts.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|bench|scripts)/' },
    },
    {
      name: 'nobody-imports-main',
      comment: 'main.ts is where a process starts, not a module.',
      severity: 'error',
      from: {},
      to: { path: '^src/main\\.ts$' },
    },
    {
      name: 'no-cycles',
      comment: 'Also not by types: two files that need each other are one concept or miss a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'imports-resolve',
      comment: 'An import that leads nowhere would slip through every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // Type imports count: a type from the wrong layer is the wrong direction too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
