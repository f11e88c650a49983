// Keeps the floors: arrows only go to the left, areas are entered by their doors, and nothing goes in circles.
import { floors } from './tests/architecture/floors.mjs';

const roots = '(web/src/lib|shared/src|sync-server/src)';
const inArea = (names) => `^${roots}/(?:${names.join('|')})/`;

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...floors.slice(0, -1).map((name, index) => ({
      name: `floor-${name}`,
      comment: `${name} may import only areas to its left.`,
      severity: 'error',
      from: { path: inArea([name]) },
      to: { path: inArea(floors.slice(index + 1)) }
    })),
    {
      name: 'only-through-the-door',
      comment: 'Another area is entered by its index.ts alone.',
      severity: 'error',
      // Tests of the web may build on the device's database, which its door does not hand out.
      from: { path: `^${roots}/([^/]+)/`, pathNot: '^web/.*\\.test\\.ts$' },
      to: { path: `^${roots}/([^/]+)/`, pathNot: ['^$1/$2/', '/index\\.ts$', '^web/src/lib/ui/', '^sync-server/src/platform/'] }
    },
    {
      name: 'platform-is-lowest',
      comment: 'The platform knows no area.',
      severity: 'error',
      from: { path: '^(sync-server/src|web/src/lib)/platform/', pathNot: '\\.test\\.ts$' },
      to: { path: `^(sync-server/src|web/src/lib)/(${floors.join('|')})/` }
    },
    {
      name: 'ui-is-lowest',
      comment: 'Design primitives know no area.',
      severity: 'error',
      from: { path: '^web/src/lib/ui/' },
      to: { path: `^web/src/lib/(platform|${floors.join('|')})/` }
    },
    {
      name: 'web-takes-only-types',
      comment: 'The server’s code must never reach the browser.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^sync-server/', dependencyTypesNot: ['type-only'] }
    },
    {
      name: 'shared-knows-nobody',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(web|sync-server|tests)/' }
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(\\$(app|env|service-worker)|virtual:)' }
    }
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(build|\\.svelte-kit|bench)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'svelte', 'import', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.svelte', '.d.ts']
    }
  }
};
