// Lint rules of the web package: typed TypeScript, Svelte, and the order of floors that type-only imports in components could slip past.
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import { floors } from '../tests/architecture/floors.mjs';

export default ts.config(
  { ignores: ['build/**', '.svelte-kit/**', 'static/**'] },
  ...ts.configs.recommendedTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.svelte'] }
    },
    rules: {
      // TypeScript knows every name better than this rule does.
      'no-undef': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[object.name="navigator"][property.name="onLine"]',
          message: 'navigator.onLine lies; ask network of #lib/platform.'
        }
      ]
    }
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      // State classes replace plain collections in $state.raw on purpose: reactive ones cost a hundred times as much.
      'svelte/prefer-svelte-reactivity': 'off',
      // Addresses pass through Button and IconButton; goto() is checked, and the app is always served at the root.
      'svelte/no-navigation-without-resolve': ['error', { ignoreLinks: true }]
    }
  },
  {
    files: ['**/*.svelte'],
    // ESLint sees component instances, generics and snippets as `any`; svelte-check knows their types and checks the same.
    rules: Object.fromEntries(
      ['argument', 'assignment', 'call', 'member-access', 'return'].map((name) => [`@typescript-eslint/no-unsafe-${name}`, 'off'])
    )
  },
  // Fakes keep the signature of what they stand for.
  { files: ['**/*.test.ts'], rules: { '@typescript-eslint/require-await': 'off' } },
  { files: ['**/*.js', '*.config.ts'], ...ts.configs.disableTypeChecked },
  ...floors.slice(0, -1).map((area, index) => ({
    files: [`src/lib/${area}/**`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: `^(#lib|shared)/(${floors.slice(index + 1).join('|')})$`, message: `${area} may import only areas to its left.` }
          ]
        }
      ]
    }
  })),
  {
    files: ['src/lib/ui/**', 'src/lib/platform/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: `^#lib/(${floors.slice(1).join('|')}|shell)$`, message: 'Primitives and platform know no area.' }] }
      ]
    }
  }
);
