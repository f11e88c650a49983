// Writes `.env.example` at the root from the settings' schema: `pnpm env-example`.
import { writeFileSync } from 'node:fs';
import { exampleEnvironment } from './config.ts';

writeFileSync(new URL('../../../.env.example', import.meta.url), exampleEnvironment());
