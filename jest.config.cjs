// Sources are ES modules that Node runs as they are; jest gets them as CommonJS through swc (no type check: `npm run types` is its own gate).
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.(ts|mjs|js)$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  // msw, with which tests watch what the vendors' own clients send, is published as ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!(msw|@msw|@mswjs|@open-draft|cookie|rettime|until-async)/)'],
};
