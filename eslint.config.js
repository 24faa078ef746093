import { configApp } from '@adonisjs/eslint-config'
import { DOMAINS } from './domains.js'

const all = Object.keys(DOMAINS)

/** A file of a domain may name itself, the domains its row of the table lists, and the kernel. */
const borders = Object.entries(DOMAINS).map(([domain, allowed]) => ({
  files: [`app/${domain}/**/*.ts`],
  rules: { 'no-restricted-imports': ['error', { patterns: forbidden(all.filter((other) => other !== domain && !allowed.includes(other)), domain) }] },
}))

function forbidden(domains, domain) {
  return [
    ...(domains.length ? [{ regex: `^#(${domains.join('|')})/`, message: `${domain} may not import this domain: see domains.js` }] : []),
    { regex: '^#(?!' + domain + '/)[a-z_]+/(controllers|validators|jobs|listeners)/', message: 'Controllers, validators, jobs and listeners are private to their domain' },
    { regex: '^\\.\\./\\.\\.', message: 'Name the domain: import through its alias' },
  ]
}

export default configApp(
  { ignores: ['build/**', 'public/**', '.node/**', 'tmp/**', '.adonisjs/**'] },
  ...borders,
  {
    files: ['app/shared/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: `^#(${all.join('|')})/`, message: 'The kernel knows no domain' }] }] },
  },
  {
    files: ['app/*/rules/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'AwaitExpression', message: 'Rules are pure: no await' },
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'The clock is an argument' },
        { selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]', message: 'The clock is an argument' },
      ],
    },
  },
  {
    files: ['**/*.ts', '**/*.js', '**/*.mjs'],
    rules: { 'prettier/prettier': 'off', '@unicorn/filename-case': 'off', '@unicorn/no-await-expression-member': 'off', 'valid-typeof': ['error', { requireStringLiterals: false }] },
  },
  {
    // rows of raw queries are read in the words of the database
    files: ['tests/**/*.ts', 'bench/**/*.ts'],
    rules: { '@typescript-eslint/naming-convention': 'off' },
  }
)
