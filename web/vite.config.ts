// Builds the PWA: a static SPA with precompressed files, and a development server that passes everything live to the sync server.
import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import process from 'node:process';
import { defineConfig } from 'vite';

const out = process.env['BUILD_OUT'] ?? 'build';
const api = process.env['PRESET_API'] ?? 'http://127.0.0.1:4401';

// Doors re-export whole areas; who uses one thing of an area must not load the rest. Our own modules do nothing by being imported.
const treeshake = { moduleSideEffects: [{ test: /\/(web\/src\/lib|shared\/src)\/[^?]+(?<!\.worker)\.(ts|svelte)$/, sideEffects: false }] };

export default defineConfig({
  plugins: [
    tailwindcss(),
    sveltekit({
      adapter: adapter({ pages: out, assets: out, fallback: 'index.html', precompress: true }),
      // Registered by hand: an update asks before it reloads.
      serviceWorker: { register: false },
      // The default is the time of the build, with which an unchanged tree would be fetched again by every client.
      version: { name: process.env['BUILD_ID'] ?? 'development', pollInterval: 0 }
    })
  ],
  build: {
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // An icon is smaller than what a file of its own costs.
            { name: 'icons', test: /lucide/ }
          ]
        }
      },
      treeshake
    }
  },
  worker: { rolldownOptions: { treeshake } },
  server: {
    proxy: {
      '/api': { target: api },
      '/media': { target: api },
      '/sandbox': { target: api },
      '/sync': { target: api, ws: true }
    }
  }
});
